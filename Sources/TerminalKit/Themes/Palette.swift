internal import Glibc

/// The palette of xterm, and the nearest entry to a colour.
///
/// Distance is taken in OKLab, where equal steps look equal.
enum Palette {
  typealias RGB = (red: UInt8, green: UInt8, blue: UInt8)

  /// The first sixteen as xterm ships them; users change these, the others stay.
  static let base: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  /// From here on a colour is this plus 0xRRGGBB.
  static let direct = 256

  static func rgb(_ index: Int) -> RGB {
    switch index {
    case direct...:
      let value = index - direct
      return (UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
    case ..<16:
      let value = base[max(0, index)]
      return (UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
    case ..<232:
      let cube = index - 16
      func level(_ step: Int) -> UInt8 { step == 0 ? 0 : UInt8(55 + 40 * step) }
      return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    default:
      let grey = UInt8(8 + 10 * (min(index, 255) - 232))
      return (grey, grey, grey)
    }
  }

  static func nearest(to color: RGB, depth: ColorDepth) -> Int {
    let candidates: Range<Int>
    switch depth {
    case .mono: return -1
    case .eight: candidates = 0..<8
    case .sixteen: candidates = 0..<16
    // The first sixteen are left out: nobody knows what the user made of them.
    case .indexed: candidates = 16..<256
    case .truecolor:
      return direct + (Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue))
    }
    // With few colours the hue says more than the lightness.
    let chroma = depth == .indexed ? 1.0 : 3.0
    let wanted = oklab(color)
    var best = candidates.lowerBound
    var least = Double.infinity
    for index in candidates {
      let found = oklab(rgb(index))
      let distance =
        square(wanted.l - found.l)
        + chroma * (square(wanted.a - found.a) + square(wanted.b - found.b))
      if distance < least { (best, least) = (index, distance) }
    }
    return best
  }

  private static func square(_ x: Double) -> Double { x * x }

  /// The contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio).
  static func contrast(_ one: RGB, _ other: RGB) -> Double {
    let (one, other) = (luminance(one), luminance(other))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  private static func luminance(_ color: RGB) -> Double {
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  /// A channel of sRGB as light, 0 to 1.
  static func linear(_ byte: UInt8) -> Double {
    let x = Double(byte) / 255
    return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4)
  }

  static func oklab(_ color: RGB) -> (l: Double, a: Double, b: Double) {
    oklab(red: linear(color.red), green: linear(color.green), blue: linear(color.blue))
  }

  /// The same for channels as light.
  static func oklab(red r: Double, green g: Double, blue b: Double)
    -> (l: Double, a: Double, b: Double)
  {
    let long = cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b)
    let medium = cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b)
    let short = cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b)
    return (
      0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
      1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
      0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short
    )
  }
}
