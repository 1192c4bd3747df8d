internal import Dispatch
internal import Glibc

/// Tells when files of a folder were written, by inotify; sleeps until then.
///
/// Editors write in two ways: into the file, or into another that then takes its name. Both are
/// heard. Lives on the main queue and ends when it is let go.
@MainActor
final class FolderWatch {
  private let source: any DispatchSourceRead

  /// Starts to watch; `nil` where the system does not let it.
  ///
  /// - Parameters:
  ///   - folder: the folder; those within it are not watched.
  ///   - changed: is told the names of files that are whole again, each once.
  init?(folder: String, changed: @escaping @MainActor (Set<String>) -> Void) {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    guard inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO)) >= 0 else {
      close(descriptor)
      return nil
    }
    source = Self.source(descriptor, changed)
    source.resume()
  }

  isolated deinit { source.cancel() }

  // Made outside the main actor's isolation, since Dispatch calls the handlers as they are.
  private nonisolated static func source(
    _ descriptor: Int32, _ changed: @escaping @MainActor (Set<String>) -> Void
  ) -> any DispatchSourceRead {
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
    source.setEventHandler {
      let names = names(from: descriptor)
      guard !names.isEmpty else { return }
      MainActor.assumeIsolated { changed(names) }
    }
    source.setCancelHandler { close(descriptor) }
    return source
  }

  /// The names of all events that have come.
  private nonisolated static func names(from descriptor: Int32) -> Set<String> {
    var names: Set<String> = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let head = MemoryLayout<inotify_event>.size
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return names }
      var start = 0
      while start + head <= count {
        let length = buffer.withUnsafeBytes {
          Int($0.loadUnaligned(fromByteOffset: start, as: inotify_event.self).len)
        }
        let end = min(start + head + length, count)
        let name = buffer[(start + head)..<end].prefix { $0 != 0 }
        if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
        start = end
      }
    }
  }
}
