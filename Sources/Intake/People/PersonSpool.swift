internal import Foundation

/// Keeps the answers of a file that is larger than memory may be in a temporary file, in parts by
/// person: all answers of one are in one part, in the order in which they came.
final class PersonSpool {
  /// So many bytes wait to be written, over all parts.
  private static let waiting = 8 << 20

  /// How many bytes were put aside.
  private(set) var size = 0
  private let name: String
  private let descriptor: Int32
  private let limit: Int
  private var buffers: [[UInt8]]
  /// Where each part lies in the file, piece by piece; an answer is never in two pieces.
  private var pieces: [[(offset: Int, count: Int)]]

  /// - Parameters:
  ///   - name: the file, for messages.
  ///   - parts: in how many parts.
  /// - Throws: `ImportProblem` when there is no room for a temporary file.
  init(for name: String, parts: Int) throws {
    self.name = name
    descriptor = try TemporaryFile.open(for: name)
    limit = Self.waiting / parts
    buffers = Array(repeating: [], count: parts)
    pieces = Array(repeating: [], count: parts)
  }

  deinit { close(descriptor) }

  var parts: Int { pieces.count }

  func add(_ answer: SettledAnswer) throws {
    let hash = TextHash.value(of: answer.person, seed: TextHash.value(of: answer.task))
    let part = Int(hash % UInt64(parts))
    answer.append(to: &buffers[part])
    if buffers[part].count >= limit { try write(part) }
  }

  /// Writes what waits, once all answers are there.
  func finish() throws {
    for part in buffers.indices {
      try write(part)
      buffers[part] = []
    }
  }

  private func write(_ part: Int) throws {
    guard !buffers[part].isEmpty else { return }
    try buffers[part].withUnsafeBytes {
      try TemporaryFile.append($0, to: descriptor, for: name)
    }
    pieces[part].append((size, buffers[part].count))
    size += buffers[part].count
    buffers[part].removeAll(keepingCapacity: true)
  }

  /// Hands on the answers of a part.
  /// - Parameter body: gets the bytes that an answer took as well.
  func read(_ part: Int, _ body: (SettledAnswer, Int) throws -> Void) throws {
    for piece in pieces[part] {
      var bytes = [UInt8](repeating: 0, count: piece.count)
      try bytes.withUnsafeMutableBytes { try fill($0, at: piece.offset) }
      try bytes.withUnsafeBytes { bytes in
        var place = 0
        while place < bytes.count {
          let start = place
          let answer = SettledAnswer(bytes, at: &place)
          try body(answer, place - start)
        }
      }
    }
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
    var done = 0
    while done < buffer.count, let address = buffer.baseAddress {
      let count = pread(descriptor, address + done, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw ImportProblem(
          file: name, line: nil,
          reason: "its copy in \(NSTemporaryDirectory()) cannot be read: "
            + String(cString: strerror(errno)))
      }
      done += count
    }
  }
}
