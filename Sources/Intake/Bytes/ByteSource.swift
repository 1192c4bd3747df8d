internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file that can be read any number of times from its beginning. What cannot, a pipe, is first
/// copied into a temporary file that has no name and is gone with the program.
package final class ByteSource: Sendable {
  /// The name in messages.
  package let name: String
  /// As it was named; `-` is standard input.
  package let path: String
  /// How many bytes the file has, packed as it is.
  package let size: Int
  /// How it is packed.
  package let packing: Packing
  /// How its characters are spelled.
  package let encoding: TextEncoding
  /// How many bytes of a mark stand before the text.
  let mark: Int

  private let descriptor: Int32
  private let ownsDescriptor: Bool
  /// Where the file begins: standard input may have been read from before.
  private let base: Int

  /// Opens a file and looks at its first bytes.
  ///
  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - encoding: how the characters are spelled; `nil` looks.
  ///   - progress: gets the bytes of a pipe that were copied.
  /// - Throws: `ImportProblem`, `CancellationError`; also while a pipe is silent.
  package init(
    _ path: String, encoding: TextEncoding? = nil, halt: Halt = Halt(),
    progress: (Int) -> Void = { _ in }
  ) throws {
    let isStandardInput = path == "-"
    self.path = path
    name = isStandardInput ? "standard input" : path
    var opened = isStandardInput ? STDIN_FILENO : Self.openFile(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      throw ImportProblem(file: name, line: nil, reason: String(cString: strerror(errno)))
    }
    var isOurs = !isStandardInput
    do {
      var status = stat()
      guard fstat(opened, &status) == 0 else {
        throw ImportProblem(file: name, line: nil, reason: String(cString: strerror(errno)))
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        throw ImportProblem(file: name, line: nil, reason: "this is a folder; name its files")
      }
      if status.st_mode & S_IFMT != S_IFREG {
        let copy = try Self.spool(opened, name: name, halt: halt, progress: progress)
        if isOurs { close(opened) }
        (opened, isOurs) = (copy, true)
        guard fstat(opened, &status) == 0 else {
          throw ImportProblem(file: name, line: nil, reason: String(cString: strerror(errno)))
        }
        base = 0
      } else {
        base = isStandardInput ? max(0, Int(lseek(opened, 0, SEEK_CUR))) : 0
      }
      size = max(0, Int(status.st_size) - base)
      descriptor = opened
      ownsDescriptor = isOurs
      var head = [UInt8](repeating: 0, count: 4096)
      let count = try Self.read(opened, name: name, into: &head, at: base)
      packing = head.withUnsafeBufferPointer {
        Packing(beginning: UnsafeBufferPointer(rebasing: $0[..<count]))
      }
      if packing != .none {
        head = try Self.unpackedHead(head[..<count], packing: packing, name: name)
      } else {
        head.removeLast(head.count - count)
      }
      let shown = head.withUnsafeBufferPointer { TextEncoding.shown(by: $0) }
      self.encoding = encoding ?? shown.encoding
      mark = encoding == nil || encoding == shown.encoding ? shown.mark : 0
    } catch {
      if isOurs { close(opened) }
      throw error
    }
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// Bytes of the file as it is, from a place on; fewer only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
    try Self.read(descriptor, name: name, into: buffer, at: base + offset)
  }

  private static func read(
    _ descriptor: Int32, name: String, into bytes: inout [UInt8], at offset: Int
  ) throws -> Int {
    try bytes.withUnsafeMutableBytes { try read(descriptor, name: name, into: $0, at: offset) }
  }

  private static func read(
    _ descriptor: Int32, name: String, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws -> Int {
    var done = 0
    while done < buffer.count, let address = buffer.baseAddress {
      let count = pread(descriptor, address + done, buffer.count - done, off_t(offset + done))
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw ImportProblem(file: name, line: nil, reason: String(cString: strerror(errno)))
      }
      done += count
    }
    return done
  }

  private static func unpackedHead(
    _ head: ArraySlice<UInt8>, packing: Packing, name: String
  ) throws -> [UInt8] {
    var output = [UInt8](repeating: 0, count: 4096)
    do throws(RecordMistake) {
      var unpacker = try Unpacker(packing)
      var made = 0
      let bytes = Array(head)
      var used = 0
      // A step may take in a frame's head and give nothing.
      for _ in 0..<16 where used < bytes.count && made < output.count {
        let step = try Self.step(&unpacker, bytes, from: used, into: &output, from: made)
        if step.used == 0, step.made == 0 { break }
        used += step.used
        made += step.made
      }
      output.removeLast(output.count - made)
      return output
    } catch {
      throw ImportProblem(file: name, line: nil, reason: error.reason)
    }
  }

  private static func step(
    _ unpacker: inout Unpacker, _ bytes: [UInt8], from used: Int, into output: inout [UInt8],
    from made: Int
  ) throws(RecordMistake) -> (used: Int, made: Int) {
    let result = bytes.withUnsafeBytes { input in
      output.withUnsafeMutableBytes { output in
        Result { () throws(RecordMistake) in
          try unpacker.step(
            UnsafeRawBufferPointer(rebasing: input[used...]),
            into: UnsafeMutableRawBufferPointer(rebasing: output[made...]))
        }
      }
    }
    return try result.get()
  }

  /// Copies a pipe into a file without a name.
  private static func spool(
    _ pipe: Int32, name: String, halt: Halt, progress: (Int) -> Void
  ) throws -> Int32 {
    let copy = try TemporaryFile.open(for: name)
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    var total = 0
    do {
      while true {
        try halt.check()
        // A pipe may stay silent for ever: look ten times a second whether it is still wanted.
        var request = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
        if poll(&request, 1, 100) == 0 { continue }
        let count = Self.readPipe(pipe, &buffer, buffer.count)
        if count == 0 { return copy }
        if count < 0 {
          if errno == EINTR || errno == EAGAIN { continue }
          throw ImportProblem(file: name, line: nil, reason: String(cString: strerror(errno)))
        }
        try buffer.withUnsafeBytes {
          try TemporaryFile.append(
            UnsafeRawBufferPointer(rebasing: $0[..<count]), to: copy, for: name)
        }
        total += count
        progress(total)
      }
    } catch {
      close(copy)
      throw error
    }
  }

  // The class has methods of these names.
  private static func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
  private static func readPipe(_ pipe: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
    Foundation.read(pipe, &buffer, count)
  }
}
