import { useWords } from '../../words/define'
import { stylePage } from '../../words/style-page'
import { Icon, type IconName, iconNames } from '../Icon'

const colours = [
  ['ground', 'surface', 'sunken', 'ink', 'ink-soft', 'line', 'line-strong'],
  ['primary', 'primary-strong', 'primary-soft', 'accent', 'accent-soft', 'sun', 'sun-soft', 'bar'],
  ['success', 'success-soft', 'info', 'info-soft', 'warning', 'warning-soft', 'danger', 'danger-soft'],
  ['class-1', 'class-2', 'class-3', 'class-4', 'class-5', 'series-1', 'series-2'],
].flat()

const sizes = ['3xl', '2xl', 'xl', 'l', 'm', 's', 'xs']

export function Foundations() {
  const words = useWords(stylePage)
  return (
    <>
      <p>{words.coloursText}</p>
      <p>{words.coloursUse}</p>
      <ul className="g-swatches">
        {colours.map((name) => (
          <li className="g-swatch" key={name}>
            <svg aria-hidden="true">
              <rect width="100%" height="100%" fill={`var(--${name})`} />
            </svg>
            <code>--{name}</code>
          </li>
        ))}
      </ul>
      <h3>{words.type}</h3>
      <div className="g-type">
        {sizes.map((size) => (
          <div key={size}>
            <code>--text-{size}</code>
            <span className={`g-type-${size}`}>{words.typeSample} 16,682</span>
          </div>
        ))}
      </div>
      <h3>{words.icons}</h3>
      <p>{words.iconsText}</p>
      <ul className="g-icons">
        {iconNames.map((name: IconName) => (
          <li key={name}>
            <Icon name={name} size={24} />
            {name}
          </li>
        ))}
      </ul>
    </>
  )
}
