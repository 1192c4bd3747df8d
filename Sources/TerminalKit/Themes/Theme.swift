/// How every role looks.
public struct Theme: Sendable, Hashable {
  /// The background a theme is made for.
  public enum Appearance: String, Sendable, Hashable {
    /// Light text on a dark background.
    case dark
    /// Dark text on a light background.
    case light
  }

  /// The name, as in `--theme`.
  public var name: String
  /// The background it is made for.
  public var appearance: Appearance
  /// Named colours, kept so that a theme that inherits may change them.
  public var palette: [String: Color]
  /// The styles as written, in terms of the palette.
  var entries: [Role: Entry]

  /// A style whose colours may be names of the palette.
  struct Entry: Sendable, Hashable {
    var foreground = "default"
    var background = "default"
    var ansi: String?
    var ansiBackground: String?
    var attributes: Style.Attributes = []
    var mono: Style.Attributes?
  }

  /// How a role looks; plain where the theme does not say.
  public subscript(role: Role) -> Style {
    guard let entry = entries[role] else { return Style() }
    return Style(
      color(entry.foreground) ?? .terminal, on: color(entry.background) ?? .terminal,
      entry.attributes, ansi: entry.ansi.flatMap(color),
      ansiBackground: entry.ansiBackground.flatMap(color), mono: entry.mono)
  }

  /// The colour of a palette name or of a colour text.
  func color(_ name: String) -> Color? { palette[name] ?? Color(name) }

  /// What a terminal of this depth shows for a role, over the background of another.
  ///
  /// Text never takes the colour of what is behind it: where a reduction makes both equal they are
  /// told apart by attributes. Where it would be hard to read over the background of another role,
  /// it takes the text colour of that role.
  public func resolve(_ role: Role, over underlay: Role? = nil, depth: ColorDepth)
    -> ResolvedStyle
  {
    let style = self[role]
    let under = underlay.map { self[$0] }
    if depth == .mono {
      let own = style.mono ?? style.attributes
      let below = under.map { $0.mono ?? $0.attributes } ?? []
      return ResolvedStyle(attributes: own.union(below))
    }
    var attributes = style.attributes.union(under?.attributes ?? [])
    var foreground = Self.reduce(style.foreground, style.ansi, depth)
    var background = Self.reduce(style.background, style.ansiBackground, depth)
    if let under {
      let below = Self.reduce(under.background, under.ansiBackground, depth)
      if below >= 0 { background = below }
      let own = Self.reduce(under.foreground, under.ansi, depth)
      if foreground < 0 || !isLegible(foreground, on: below, as: role) { foreground = own }
    }
    if foreground >= 0, foreground == background {
      // Black and white are in every palette: one of them differs from any background.
      foreground = isDark(background) ? (depth >= .sixteen ? 15 : 7) : 0
      attributes.insert(.bold)
    }
    if background < 0, depth <= .sixteen, vanishes(foreground) {
      foreground = -1
      attributes.insert(.dim)
    }
    return ResolvedStyle(foreground: foreground, background: background, attributes: attributes)
  }

  private static func reduce(_ color: Color, _ ansi: Color?, _ depth: ColorDepth) -> Int {
    if depth <= .sixteen, let ansi { return ansi.reduced(to: depth) }
    return color.reduced(to: depth)
  }

  /// Whether a colour is that of the background the theme is made for.
  private func vanishes(_ index: Int) -> Bool {
    appearance == .dark ? index == 0 : index == 7 || index == 15
  }

  /// Whether a colour stands out from a background as much as WCAG asks for.
  private func isLegible(_ foreground: Int, on background: Int, as role: Role) -> Bool {
    guard background >= 0 else { return true }
    return Palette.contrast(Palette.rgb(foreground), Palette.rgb(background)) >= role.leastContrast
  }

  private func isDark(_ index: Int) -> Bool { Palette.oklab(Palette.rgb(index)).l < 0.6 }
}
