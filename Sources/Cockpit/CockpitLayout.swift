internal import Actions
internal import Presentation
internal import TerminalKit

/// Where everything goes, as a pure function of the screen's size.
///
/// Widths and heights are judged apart: a wide, low window keeps its columns and loses the second
/// row of panels. What a narrow window drops, in order: the user list's card, the examples beside
/// the path, the columns, the borders. Never dropped: the prompt, the stage strip, the status line.
struct CockpitLayout: Hashable, Sendable {
  /// How much fits.
  enum Shape: Hashable, Sendable {
    /// Users, factors, path and examples at once.
    case full
    /// Users and factors; path and examples share a place.
    case medium
    /// One panel at a time, with a line of tabs.
    case single
    /// One panel at a time without borders.
    case bare
    /// One line of text.
    case tooSmall
  }

  var shape: Shape
  /// The first line.
  var header: Rect
  /// The line of tabs, empty where all panels are seen.
  var tabs: Rect
  /// The panels that are seen.
  var panels: [Panel: Rect]
  /// The line above the hints: errors and what was done.
  var status: Rect
  /// The last line: keys that work now. Empty where there is no room.
  var hints: Rect

  /// Lays out a screen.
  ///
  /// - Parameters:
  ///   - size: the screen.
  ///   - focus: the panel with the focus; where panels share a place, it is the one seen.
  ///   - last: the panel that had the focus before the prompt, seen while the prompt has it.
  ///   - isZoomed: whether one panel takes the whole width.
  ///   - promptLines: how many lines the prompt would like, at least 1.
  init(size: Size, focus: Panel, last: Panel, isZoomed: Bool = false, promptLines: Int = 1) {
    let screen = Rect(size)
    header = screen.row(0)
    tabs = Rect(x: 0, y: 0, width: 0, height: 0)
    panels = [:]
    let seen = focus == .ask ? last : focus
    guard size.width >= SmallestScreen.size.width, size.height >= SmallestScreen.size.height else {
      shape = .tooSmall
      status = Rect(x: 0, y: 0, width: 0, height: 0)
      hints = status
      return
    }
    if size.width < 60 || size.height < 15 {
      shape = .bare
    } else if size.width < 80 || size.height < 20 {
      shape = .single
    } else if size.width < 100 || size.height < 28 {
      shape = .medium
    } else {
      shape = .full
    }
    var (body, foot) = screen.split(top: 1).1.split(bottom: 2)
    status = foot.row(0)
    hints = foot.row(1)
    let most = max(1, size.height / 5)
    let lines = min(max(1, promptLines), most)
    switch shape {
    case .tooSmall: return
    case .bare:
      // The prompt and its stage strip share a line; the status line takes the strip's place.
      (body, foot) = body.split(bottom: lines)
      panels[.ask] = foot
      panels[seen] = body
    case .single:
      (tabs, body) = body.split(top: 1)
      (body, foot) = body.split(bottom: lines + 2)
      panels[.ask] = foot
      panels[seen] = body
    case .medium, .full:
      (body, foot) = body.split(bottom: lines + 2)
      panels[.ask] = foot
      place(in: body, seen: seen, isZoomed: isZoomed)
    }
  }

  private mutating func place(in body: Rect, seen: Panel, isZoomed: Bool) {
    if isZoomed {
      panels[seen] = body
      return
    }
    let usersWidth = shape == .full ? (body.width >= 120 ? 32 : 26) : 24
    let (left, right) = body.split(left: usersWidth)
    panels[.users] = left
    let (top, bottom) = right.split(top: (right.height * (shape == .full ? 46 : 48) + 50) / 100)
    panels[.person] = top
    if shape == .full {
      let (path, examples) = bottom.split(left: (bottom.width * 53 + 50) / 100)
      panels[.path] = path
      panels[.examples] = examples
    } else {
      panels[seen == .examples ? .examples : .path] = bottom
    }
  }

  /// The panels that share the place of `panel`, itself included, in Tab order.
  func sharing(_ panel: Panel) -> [Panel] {
    switch shape {
    case .single, .bare: [.users, .person, .path, .examples]
    case .medium: panel == .path || panel == .examples ? [.path, .examples] : [panel]
    case .full, .tooSmall: [panel]
    }
  }
}

extension CockpitLayout {
  /// Whether panels have borders.
  var hasBorders: Bool { shape != .bare }

  /// The inside of a panel, of the one that shares its place where it is not seen itself.
  func interior(of panel: Panel) -> Rect {
    let rect =
      panels[panel] ?? sharing(panel).compactMap { panels[$0] }.first
      ?? Rect(x: 0, y: 0, width: 0, height: 0)
    return hasBorders ? rect.interior : rect
  }

  /// Rows of the card below the user list: none where the list needs them.
  var cardRows: Int {
    let rows = interior(of: .users).height
    return shape == .full && rows >= 18 ? 7 : shape == .medium && rows >= 14 ? 4 : 0
  }

  /// Rows of the user list, without the line of the filter and the card.
  var userRows: Int { max(1, interior(of: .users).height - 1 - cardRows) }

  /// Rows of detail below the factors.
  var detailRows: Int {
    let rows = interior(of: .person).height
    return rows >= 10 ? 2 : rows >= 6 ? 1 : 0
  }

  /// Rows above the factors that say in words what moves the person.
  var findingRows: Int { interior(of: .person).height >= 8 ? 1 : 0 }

  /// Rows above the list of a person's panel: factors have a line of labels and one of base rates too.
  func headRows(of tab: PersonTab) -> Int { tab == .factors ? findingRows + 2 : 0 }

  /// Rows of the list in the person's panel.
  func personRows(of tab: PersonTab) -> Int {
    let rows = interior(of: .person).height
    return max(1, rows - headRows(of: tab) - (tab == .factors ? detailRows : 0))
  }

  /// Columns and rows of the path.
  var pathExtent: (width: Int, rows: Int) {
    let interior = interior(of: .path)
    return (max(1, interior.width), max(1, interior.height))
  }

  /// Rows of the list of examples; the rest tells of the chosen one.
  var exampleRows: Int { max(1, min(6, interior(of: .examples).height / 2)) }
}
