internal import Foundation
internal import GRDB

/// A stored value that cannot be what it stands for: where it stands, and nothing of it.
struct DamagedValue: Error {
  /// Such as `created of row 17 of run`.
  var place: String
}

/// A row whose values are read with care: a file may have been changed by hand, and a value that is
/// none throws `DamagedValue` instead of ending the process.
struct StoredRow {
  let row: Row
  let table: String

  init(_ row: Row, of table: String) {
    self.row = row
    self.table = table
  }

  subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: String
  ) -> Value {
    get throws {
      do {
        return try row.decode(Value.self, forColumn: column)
      } catch {
        throw damage(column)
      }
    }
  }

  /// A number that counts something, at least `least`, or numbers something.
  func count(_ column: String, from least: Int = 0) throws -> Int {
    let count: Int = try self[column]
    guard (least...StoredBounds.count).contains(count) else { throw damage(column) }
    return count
  }

  /// A moment near enough to be told.
  func date(_ column: String) throws -> Date {
    let seconds: Double = try self[column]
    guard StoredBounds.isMoment(seconds) else { throw damage(column) }
    return Date(timeIntervalSinceReferenceDate: seconds)
  }

  /// A value that is stored as JSON, `nil` where there is none.
  func json<Value: Decodable>(
    _ column: String, _ type: Value.Type = Value.self
  ) throws -> Value? {
    let text: String? = try self[column]
    do {
      return try text.map { try StoredJSON.decode(type, $0) }
    } catch {
      throw damage(column)
    }
  }

  /// A value that is stored as JSON.
  func json<Value: Decodable>(
    there column: String, _ type: Value.Type = Value.self
  ) throws -> Value {
    guard let value = try json(column, type) else { throw damage(column) }
    return value
  }

  /// The error that tells where a value stands.
  func damage(_ column: String) -> DamagedValue {
    let keys = ["id", "user", "version", "key"].compactMap { name in
      (row[name] as DatabaseValue?).flatMap { Int64.fromDatabaseValue($0) }.map { "\(name) \($0)" }
    }
    return DamagedValue(place: "\(column) of \(keys.prefix(2).joined(separator: ", ")) in \(table)")
  }
}

/// How far stored numbers may go.
enum StoredBounds {
  /// The greatest count: some millions of them can be added.
  static let count = 1 << 40
  /// The greatest count of tokens: a double holds it to the last one.
  static let tokens = 1 << 53

  /// Whether seconds since 2001 may be told as a date.
  static func isMoment(_ seconds: Double) -> Bool { abs(seconds) < 1e11 }

  /// Whether milliseconds since 1970 may be told as a date.
  static func isInstant(_ milliseconds: Int64) -> Bool { abs(milliseconds.clamped) < 1 << 46 }
}

extension Int64 {
  /// The number, or the least that has an opposite.
  fileprivate var clamped: Int64 { Swift.max(self, -.max) }
}
