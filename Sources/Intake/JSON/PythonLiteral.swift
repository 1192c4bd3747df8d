/// A value as Python prints it: what `repr` gives of lists, tuples, dictionaries, texts, numbers,
/// `None`, `True` and `False`, and of a `defaultdict`, which is read as its dictionary. What numpy
/// wraps, such as `np.float64(0.5)` or `array([1, 2], dtype=int64)`, is read as what is in it.
package indirect enum PythonLiteral: Hashable {
  case none
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([PythonLiteral])
  /// In the order of the text.
  case dictionary([Entry])

  /// A key and its value.
  package struct Entry: Hashable {
    package var key: PythonLiteral
    package var value: PythonLiteral
  }

  /// What is wrong: the character, counted from 0, and why.
  package struct Mistake: Error, Hashable {
    package var offset: Int
    package var reason: String
  }

  /// Values nested deeper than this are refused, so that no file can exhaust the stack.
  static let maximumDepth = 32

  /// The value that all of a text is.
  package init(_ text: String) throws(Mistake) {
    var reader = Reader(scalars: Array(text.unicodeScalars))
    self = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.isAtEnd else { throw reader.mistake("there is more after the value") }
  }
}

extension PythonLiteral {
  /// Reads one value from scalars.
  private struct Reader {
    let scalars: [Unicode.Scalar]
    var index = 0

    var isAtEnd: Bool { index == scalars.count }
    private var next: Unicode.Scalar? { isAtEnd ? nil : scalars[index] }

    func mistake(_ reason: String) -> Mistake { Mistake(offset: index, reason: reason) }

    mutating func skipSpace() {
      while let scalar = next, scalar.properties.isWhitespace { index += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      skipSpace()
      guard next == scalar else { return false }
      index += 1
      return true
    }

    mutating func value(depth: Int) throws(Mistake) -> PythonLiteral {
      guard depth < maximumDepth else { throw mistake("values are nested too deeply") }
      skipSpace()
      guard let first = next else { throw mistake("a value was expected") }
      switch first {
      case "[":
        index += 1
        return .list(try items(until: "]", depth: depth))
      case "(":
        index += 1
        return .list(try items(until: ")", depth: depth))
      case "{":
        index += 1
        return .dictionary(try entries(depth: depth))
      case "'", "\"": return .text(try text())
      case "-", "+", ".", "0"..."9": return .number(try number())
      default: return try word(depth: depth)
      }
    }

    private mutating func items(
      until end: Unicode.Scalar, depth: Int
    ) throws(Mistake) -> [PythonLiteral] {
      var items: [PythonLiteral] = []
      while !take(end) {
        items.append(try value(depth: depth + 1))
        if take(end) { return items }
        guard take(",") else { throw mistake("\",\" or \"\(end)\" was expected") }
      }
      return items
    }

    private mutating func entries(depth: Int) throws(Mistake) -> [Entry] {
      var entries: [Entry] = []
      while !take("}") {
        let key = try value(depth: depth + 1)
        guard take(":") else { throw mistake("\":\" was expected") }
        entries.append(Entry(key: key, value: try value(depth: depth + 1)))
        if take("}") { return entries }
        guard take(",") else { throw mistake("\",\" or \"}\" was expected") }
      }
      return entries
    }

    /// `None`, `True`, `nan`, or `defaultdict(<class 'list'>, {…})`.
    private mutating func word(depth: Int) throws(Mistake) -> PythonLiteral {
      let start = index
      while let scalar = next,
        scalar.properties.isAlphabetic || scalar == "_" || scalar == "."
          || index > start && ("0"..."9").contains(scalar)
      {
        index += 1
      }
      let word = String(String.UnicodeScalarView(scalars[start..<index]))
      switch word {
      case "None": return .none
      case "True": return .bool(true)
      case "False": return .bool(false)
      case "nan": return .number(.nan)
      case "inf": return .number(.infinity)
      case "defaultdict", "collections.defaultdict":
        guard take("(") else { throw mistake("\"(\" was expected") }
        // What makes its missing values: `<class 'list'>`.
        while let scalar = next, scalar != ",", scalar != ")" { index += 1 }
        guard take(",") else { throw mistake("\",\" was expected") }
        let inner = try value(depth: depth + 1)
        guard case .dictionary = inner, take(")") else {
          throw mistake("a dictionary and \")\" were expected")
        }
        return inner
      case "array",
        _ where word.hasPrefix("np.") || word.hasPrefix("numpy."):
        guard take("(") else {
          // Numbers that numpy has names for.
          if word.hasSuffix(".nan") { return .number(.nan) }
          if word.hasSuffix(".inf") { return .number(.infinity) }
          throw mistake("\"(\" was expected")
        }
        let inner = try value(depth: depth + 1)
        // Its type, which says nothing more: `, dtype=object`.
        if take(",") {
          while let scalar = next, scalar != ")" { index += 1 }
        }
        guard take(")") else { throw mistake("\")\" was expected") }
        return inner
      default:
        index = start
        throw mistake("a value was expected")
      }
    }

    private mutating func number() throws(Mistake) -> Double {
      let start = index
      while let scalar = next, scalar.isASCII,
        scalar.properties.numericType != nil || "+-.eE_".unicodeScalars.contains(scalar)
      {
        index += 1
      }
      let digits = scalars[start..<index].filter { $0 != "_" }
      if digits == ["-"], scalars[index...].starts(with: "inf".unicodeScalars) {
        index += 3
        return -.infinity
      }
      guard let number = Double(String(String.UnicodeScalarView(digits))) else {
        index = start
        throw mistake("a number was expected")
      }
      return number
    }

    private mutating func text() throws(Mistake) -> String {
      let quote = scalars[index]
      let start = index
      index += 1
      var result = String.UnicodeScalarView()
      while let scalar = next {
        index += 1
        switch scalar {
        case quote: return String(result)
        case "\\": try escape(into: &result)
        default: result.append(scalar)
        }
      }
      throw Mistake(offset: start, reason: "a text has no closing quote")
    }

    private mutating func escape(into result: inout String.UnicodeScalarView) throws(Mistake) {
      guard let scalar = next else { throw mistake("a text has no closing quote") }
      index += 1
      switch scalar {
      case "\\", "'", "\"": result.append(scalar)
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "x": result.append(try code(digits: 2))
      case "u": result.append(try code(digits: 4))
      case "U": result.append(try code(digits: 8))
      default:
        throw Mistake(
          offset: index - 2, reason: "a backslash is followed by an unknown character")
      }
    }

    private mutating func code(digits: Int) throws(Mistake) -> Unicode.Scalar {
      let start = index
      let text = String(String.UnicodeScalarView(scalars[index...].prefix(digits)))
      guard text.utf8.count == digits, let number = UInt32(text, radix: 16),
        let scalar = Unicode.Scalar(number)
      else {
        throw Mistake(offset: start, reason: "\(digits) hexadecimal digits were expected")
      }
      index += digits
      return scalar
    }
  }
}

extension PythonLiteral {
  /// A text, or a number as a person writes it: `1.0` is `1`; `nil` for anything else.
  package var words: String? {
    switch self {
    case .text(let text): text
    case .number(let number):
      abs(number) < 1e15 ? Int(exactly: number).map { "\($0)" } ?? "\(number)" : "\(number)"
    case .bool(let value): value ? "True" : "False"
    case .none: "None"
    case .list, .dictionary: nil
    }
  }
}
