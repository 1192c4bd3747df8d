internal import Foundation

/// How a figure grows with the size of what is worked on.
struct Growth: Encodable {
  /// A size and what was measured at it.
  struct Point: Encodable {
    let size: Int
    let value: Double
  }

  /// The part.
  let part: Part
  /// What was measured.
  let what: String
  /// What it was measured in.
  let unit: Figure.Unit
  /// Medians, or the most memory that was held, by size.
  let points: [Point]
  /// The exponent of growth over all sizes: 1 where twice as much takes twice as long.
  let exponent: Double
  /// The same over the three largest sizes, where fixed costs no longer hide it.
  let exponentAtEnd: Double

  /// The growth of whatever was measured at three sizes or more: its time, and its memory.
  static func all(in figures: [Figure]) -> [Growth] {
    var names: [String] = []
    var series: [String: [Figure]] = [:]
    for figure in figures where figure.size != nil && figure.unit.isTime {
      let name = "\(figure.part.rawValue), \(figure.what)"
      if series[name] == nil { names.append(name) }
      series[name, default: []].append(figure)
    }
    return names.compactMap { series[$0] }.flatMap { figures in
      [
        Growth(of: figures, unit: figures[0].unit) { $0.value.median },
        Growth(of: figures, unit: .mebibytes, \.peak),
      ].compactMap(\.self)
    }
  }

  private init?(of figures: [Figure], unit: Figure.Unit, _ value: (Figure) -> Double?) {
    let points = figures.compactMap { figure -> Point? in
      guard let size = figure.size, let value = value(figure) else { return nil }
      return Point(size: size, value: value)
    }.sorted { $0.size < $1.size }
    guard points.count >= 3 else { return nil }
    part = figures[0].part
    what = figures[0].what
    self.unit = unit
    self.points = points
    exponent = Self.slope(points)
    exponentAtEnd = Self.slope(points.suffix(3))
  }

  /// The slope of the straight line through the logarithms (least squares).
  static func slope(_ points: some Collection<Point>) -> Double {
    let x = points.map { log(Double($0.size)) }
    let y = points.map { log($0.value) }
    let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let squares = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    return products / squares
  }

  /// Bars whose length is the logarithm: as many characters for each tenfold.
  var plot: String {
    let perDecade = 12.0
    let least = points.map(\.value).min() ?? 1
    let floor = log10(least).rounded(.down)
    let widest = points.map { NumberText.count($0.size).count }.max() ?? 0
    let rows = points.map { point in
      let bar = String(
        repeating: "#", count: Int((perDecade * (log10(point.value) - floor)).rounded()))
      return NumberText.count(point.size).leftPadded(widest) + " |" + bar + " "
        + NumberText.significant(point.value)
    }
    let exponents =
      "~ n^" + NumberText.fixed(exponent, 2) + ", n^" + NumberText.fixed(exponentAtEnd, 2)
      + " at the end"
    return
      (["\(part.rawValue), \(what): \(unit.rawValue) \(exponents)"] + rows)
      .joined(separator: "\n")
  }
}

extension Figure.Unit {
  /// Whether it says how long something takes.
  var isTime: Bool {
    switch self {
    case .microseconds, .milliseconds, .seconds: true
    case .gigabytesPerSecond, .perSecond, .millionsPerSecond, .mebibytes, .times: false
    }
  }
}
