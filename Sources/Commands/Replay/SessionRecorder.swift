internal import Actions
internal import TerminalKit

/// Turns what somebody types into a session file.
struct SessionRecorder {
  private var decoder = KeyDecoder()
  private var size: Size
  private(set) var script = SessionScript()

  init(size: Size) {
    self.size = size
    add(SessionScript.Action.size(size))
  }

  /// Takes bytes as they were typed; none when for a while nothing was.
  mutating func take(_ bytes: [UInt8], size: Size) {
    if size != self.size {
      self.size = size
      add(SessionScript.Action.size(size))
    }
    let keys =
      bytes.isEmpty ? (decoder.isPending ? decoder.flush() : []) : decoder.feed(bytes)
    for key in keys { add(key) }
  }

  private mutating func add(_ key: Key) {
    if case .paste(let text) = key {
      if !text.isEmpty { add(SessionScript.Action.paste(text)) }
    } else if key.bytes != nil, key.name.flatMap(Key.init(name:)) == key {
      add(SessionScript.Action.key(key))
    }
  }

  private mutating func add(_ action: SessionScript.Action) {
    script.steps.append(SessionScript.Step(line: script.steps.count + 1, action: action))
  }

  /// The file: letters that follow one another are one line.
  var text: String {
    var lines: [SessionScript.Action] = []
    for step in script.steps {
      guard case .key(.text(let next)) = step.action else {
        lines.append(step.action)
        continue
      }
      switch lines.last {
      case .key(.text(let first)): lines[lines.count - 1] = .type("\(first)\(next)")
      case .type(let text): lines[lines.count - 1] = .type("\(text)\(next)")
      default: lines.append(step.action)
      }
    }
    return lines.map { "\($0)\n" }.joined()
  }
}
