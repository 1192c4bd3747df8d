internal import CCurl
internal import Dispatch
internal import Foundation

/// The transfers of one link, driven by libcurl on a queue of its own.
///
/// libcurl says which sockets to watch and when it wants to be called again; Dispatch wakes it for
/// that and for nothing else, so that waiting costs no time. Connections stay open for the next call.
final class CurlLoop: @unchecked Sendable {
  // Everything that changes, and every call of libcurl, is on the queue only.
  private let queue = DispatchQueue(label: "rationale.network", qos: .userInitiated)
  private let library: NetworkLibrary
  private var multi: OpaquePointer?
  private var timer: (any DispatchSourceTimer)?
  private var isCallDue = false
  private var sockets: [Int32: CurlSocket] = [:]
  private var calls: [ObjectIdentifier: CurlCall] = [:]

  /// Opens nothing yet: that is for the first transfer.
  init(library: NetworkLibrary) { self.library = library }

  /// Begins a transfer, which is told what comes.
  func start(_ transfer: Transfer, _ request: Transfer.Request) {
    queue.async { [self] in
      guard !transfer.isOver else { return }
      do {
        let multi = try open()
        let call = try CurlCall(transfer, request)
        calls[ObjectIdentifier(transfer)] = call
        guard ccurl_multi_add(multi, call.easy) == 0 else { throw CurlCall.outOfMemory }
      } catch {
        calls[ObjectIdentifier(transfer)] = nil
        transfer.completed(error)
      }
    }
  }

  /// Ends a transfer and closes its connection, or its stream in one that others use too.
  func cancel(_ transfer: Transfer) {
    queue.async { [self] in
      if let call = calls[ObjectIdentifier(transfer)] { remove(call) }
    }
  }

  /// Goes on with a transfer that took no more for a while.
  func resume(_ transfer: Transfer) {
    queue.async { [self] in
      guard let call = calls[ObjectIdentifier(transfer)] else { return }
      _ = ccurl_easy_resume(call.easy)
    }
  }

  /// Ends all transfers and closes all connections.
  func close() {
    queue.async { [self] in
      for call in calls.values {
        remove(call)
        call.transfer.completed(CancellationError())
      }
      if let multi { ccurl_multi_free(multi) }
      multi = nil
      sockets.values.forEach { $0.cancel() }
      sockets = [:]
      timer?.cancel()
      timer = nil
    }
  }

  // MARK: On the queue

  private func open() throws -> OpaquePointer {
    if let multi { return multi }
    if let problem = library.load() { throw Transfer.Failure.noLibrary(problem) }
    // Not kept alive by what is within it: `close` ends it, and its owner calls that.
    let opened = ccurl_multi_make(
      { _, socket, what, context, _ in
        context.map { Unmanaged<CurlLoop>.fromOpaque($0).takeUnretainedValue().watch(socket, what) }
        return 0
      },
      { _, milliseconds, context in
        context.map { Unmanaged<CurlLoop>.fromOpaque($0).takeUnretainedValue().wake(milliseconds) }
        return 0
      }, Unmanaged.passUnretained(self).toOpaque())
    guard let opened else { throw CurlCall.outOfMemory }
    multi = opened
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { [weak self] in self?.act(CCURL_NO_SOCKET, 0) }
    timer.schedule(deadline: .distantFuture)
    timer.activate()
    self.timer = timer
    return opened
  }

  /// libcurl watches a socket for something else from now on.
  private func watch(_ socket: Int32, _ what: Int32) {
    let wanted = what == CCURL_POLL_REMOVE ? 0 : what
    var watched = sockets[socket] ?? CurlSocket()
    watched.watch(socket, what: wanted, on: queue) { [weak self] ready in
      self?.act(socket, ready)
    }
    sockets[socket] = wanted == 0 ? nil : watched
  }

  /// libcurl wants to be called after so many milliseconds, or not at all.
  private func wake(_ milliseconds: Int) {
    guard milliseconds == 0 else {
      let isNever = milliseconds < 0
      let time = DispatchTime.now() + .milliseconds(min(milliseconds, 86_400_000))
      timer?.schedule(deadline: isNever ? .distantFuture : time, leeway: .milliseconds(1))
      return
    }
    // Not at once, since libcurl is in the middle of something; and after others in the queue.
    timer?.schedule(deadline: .distantFuture)
    guard !isCallDue else { return }
    isCallDue = true
    queue.async { [weak self] in
      self?.isCallDue = false
      self?.act(CCURL_NO_SOCKET, 0)
    }
  }

  private func act(_ socket: Int32, _ ready: Int32) {
    guard let multi else { return }
    _ = ccurl_multi_act(multi, socket, ready)
    var code: Int32 = 0
    while let easy = ccurl_multi_ended(multi, &code) {
      guard let call = calls.values.first(where: { $0.easy == easy }) else { continue }
      remove(call)
      call.end(code)
    }
  }

  private func remove(_ call: CurlCall) {
    calls[ObjectIdentifier(call.transfer)] = nil
    if let multi { _ = ccurl_multi_remove(multi, call.easy) }
  }
}
