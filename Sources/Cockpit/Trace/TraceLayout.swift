internal import TerminalKit

/// Where the view of runs draws, as a pure function of the cockpit's layout: its lines at head and
/// foot and its prompt stay where they are.
struct TraceLayout: Hashable, Sendable {
  /// The panes that are seen.
  var panes: [TraceState.Pane: Rect] = [:]
  /// Whether A and B are seen beside each other.
  var isBeside = false
  /// Rows at the foot of the tree for what is under the cursor, its rule included.
  var detailRows = 0
  var hasBorders: Bool

  /// Lays the view out.
  ///
  /// - Parameter isComparison: whether there are two runs to see; one has the room of both.
  init(
    _ layout: CockpitLayout, focus: TraceState.Pane, isZoomed: Bool, isComparison: Bool = true
  ) {
    hasBorders = layout.hasBorders
    guard layout.shape != .tooSmall, let prompt = layout.panels[.ask] else { return }
    let head = layout.tabs.isEmpty ? layout.header.maxY : layout.tabs.maxY
    let body = Rect(
      x: 0, y: head, width: layout.header.width, height: max(0, prompt.y - head))
    switch layout.shape {
    case .tooSmall: return
    case .bare, .single: panes[focus] = body
    case .medium:
      guard !isZoomed else {
        panes[focus] = body
        break
      }
      let (left, right) = body.split(left: body.width * 45 / 100)
      panes[.runs] = left
      panes[focus == .second ? .second : .first] = right
    case .full:
      guard !isZoomed else {
        if focus == .runs {
          panes[.runs] = body
        } else {
          beside(body, focus: focus, isComparison: isComparison)
        }
        break
      }
      let (left, right) = body.split(left: min(72, body.width * 38 / 100))
      panes[.runs] = left
      beside(right, focus: focus, isComparison: isComparison)
    }
    let rows = interior(of: .runs)?.height ?? 0
    detailRows = rows >= 22 ? 7 : rows >= 16 ? 5 : rows >= 11 ? 3 : 0
  }

  private mutating func beside(_ rect: Rect, focus: TraceState.Pane, isComparison: Bool) {
    guard isComparison else {
      panes[focus == .second ? .second : .first] = rect
      return
    }
    let (first, second) = rect.split(left: (rect.width + 1) / 2)
    panes[.first] = first
    panes[.second] = second
    isBeside = true
  }

  /// The inside of a pane, `nil` where it is not seen.
  func interior(of pane: TraceState.Pane) -> Rect? {
    panes[pane].map { hasBorders ? $0.interior : $0 }
  }

  /// Rows of the tree without its head and the details.
  var treeRows: Int { max(1, (interior(of: .runs)?.height ?? 2) - 1 - detailRows) }

  /// Rows of the comparison.
  var pageRows: Int {
    max(1, (interior(of: .first) ?? interior(of: .second))?.height ?? 1)
  }

  /// How the comparison is laid out.
  func form(showsDifferences: Bool) -> TracePage.Form {
    let first = interior(of: .first)?.width
    let second = interior(of: .second)?.width
    if let first, let second { return .beside(first, second) }
    let width = first ?? second ?? 1
    if showsDifferences { return .below(width) }
    return first == nil && second != nil ? .second(width) : .first(width)
  }
}
