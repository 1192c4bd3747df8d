internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// The lines of panel 3, kept from event to event: a prompt may be long, and a key must not wait
/// until it was broken into lines again.
///
/// Lines that stand come first, then the text that streams in; a piece of it costs what the piece
/// costs.
struct PathPage: Sendable {
  /// Whether the text of the run follows the standing lines.
  enum RunText: Hashable, Sendable {
    case none
    /// It does, and it will not grow.
    case ended
    /// It does, and it grows, or will.
    case growing
  }

  /// All that the standing lines follow from.
  private struct Key: Equatable {
    var tab: PathTab
    var width: Int
    var glyphs: Glyphs
    var isLow: Bool
    var person: Library.UserID?
    var record: AskRecord?
    var showsRun: Bool
    var presentation: Presenter
    var whatIf: WhatIfState?
    var run: Run?

    /// What of a run changes lines that stand.
    struct Run: Equatable {
      var kind: RunState.Kind
      var user: Library.UserID
      var phase: RunState.Phase
      var features: [Feature]
      var retrieved: [RetrievedExample]
      var calls: [Exchange]
    }

    init(_ state: CockpitState, width: Int) {
      tab = state.answer.tab
      self.width = width
      glyphs = state.glyphs
      isLow = state.layout.pathExtent.rows < 12
      person = state.person?.id
      record = state.answer.record
      showsRun = state.answer.showsRun
      presentation = state.presentation
      whatIf = state.answer.tab == .whatIf ? state.answer.whatIf : nil
      run = state.run.map {
        Run(
          kind: $0.kind, user: $0.user, phase: $0.phase, features: $0.features,
          retrieved: $0.retrieved, calls: $0.calls)
      }
    }
  }

  private var key: Key?
  private var standing: [[Span]] = []
  private var stream: WrappedText?
  /// How much of the run's text the stream has.
  private var streamedBytes = 0

  private var text = RunText.none

  /// Whether lines are still to come at the end.
  var isStreaming: Bool { text == .growing }

  /// How many lines there are.
  var count: Int { standing.count + (stream?.count ?? 0) }

  /// A line.
  subscript(index: Int) -> [Span] {
    if index < standing.count { return standing[index] }
    return stream.map { [Span($0[index - standing.count], .quote)] } ?? []
  }

  /// All lines as text.
  var texts: [String] { (0..<count).map { self[$0].map(\.text).joined() } }

  /// The page of a state: the one it keeps where that fits.
  static func of(_ state: CockpitState, width: Int) -> PathPage {
    var page = state.answer.page
    page.update(for: state, width: width)
    return page
  }

  /// Takes in what changed.
  mutating func update(for state: CockpitState, width: Int) {
    let key = Key(state, width: width)
    if key != self.key {
      self.key = key
      (standing, text) = PathPanel.lines(of: state, width: width)
    }
    guard self.text != .none, let text = state.run?.text, !text.isEmpty else {
      (stream, streamedBytes) = (nil, 0)
      return
    }
    let bytes = text.utf8.count
    if stream?.width != max(1, width) || stream?.glyphs != state.glyphs || bytes < streamedBytes {
      stream = WrappedText(width: width, glyphs: state.glyphs)
      streamedBytes = 0
    }
    guard bytes > streamedBytes else { return }
    let start = text.utf8.index(text.startIndex, offsetBy: streamedBytes)
    stream?.append(String(text[start...]))
    streamedBytes = bytes
  }
}
