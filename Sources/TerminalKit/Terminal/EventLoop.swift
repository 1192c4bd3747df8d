internal import Dispatch
internal import Glibc
internal import Synchronization

/// Joins terminal, signals and a frame clock on the main queue.
///
/// Keys come first and are never dropped; frames follow ``FramePacing``, sooner only for a key. Without keys and animation nothing wakes up.
@MainActor
public final class EventLoop {
  /// The screen.
  public let terminal: Terminal
  /// Called for every key; a frame is painted afterwards.
  public var onKey: @MainActor (Key) -> Void = { _ in }
  /// Draws the whole screen on an empty frame.
  public var onPaint: @MainActor (inout Frame) -> Void = { _ in }
  /// Called at each step of an animation, before its frame.
  public var onTick: @MainActor () -> Void = {}
  /// Called once before the process ends, to save what must be saved; the screen is still there.
  public var onStop: @MainActor () -> Void = {}
  /// The key that suspends the process; `nil` passes it on.
  public var suspendKey: Key? = .ctrl("z")

  private static let keyFrameInterval = 4_000_000 as UInt64

  /// Keeps the loop alive: the sources hold it weakly and nobody else need hold it.
  private static var running: EventLoop?

  private var input: (any DispatchSourceRead)?
  private var signals: [any DispatchSourceSignal] = []
  private var congestion: (any DispatchSourceWrite)?
  private var animation: (source: any DispatchSourceTimer, every: Duration)?
  private var lastFrame: UInt64 = 0
  private var pacing = FramePacing()
  private var lastRetake: UInt64 = 0
  private var scheduledFrame: UInt64?
  private var frameNumber = 0
  private var escapeNumber = 0
  private var isStopping = false
  private let isLent = Flag()

  /// Whether another program has the terminal; read on the queues of the signals too.
  private final class Flag: Sendable {
    let value = Atomic(false)
  }

  /// Creates a loop for an open screen.
  public init(terminal: Terminal) { self.terminal = terminal }

  // MARK: Running

  /// Starts the sources and hands the main thread to Dispatch.
  public func run() -> Never {
    start()
    dispatchMain()
  }

  /// Starts the sources, for a program that runs the main queue itself.
  public func start() {
    guard input == nil else { return }
    Self.running = self
    Terminal.prepareThread()
    let input = Self.inputSource { [weak self] in self?.drainInput() }
    self.input = input
    for signo in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] where !Self.isIgnored(signo) {
      signals.append(Self.fatalSource(signo, isLent) { [weak self] in self?.stop(signal: signo) })
    }
    signals.append(Self.source(SIGWINCH) { [weak self] in self?.resized() })
    signals.append(Self.source(SIGTSTP) { [weak self] in self?.stopped() })
    signals.append(Self.source(SIGCONT) { [weak self] in self?.continued() })
    input.activate()
    for source in signals { source.activate() }
    // A size that changed before the source was there.
    terminal.checkSize()
    paint()
  }

  /// Puts the terminal back and ends the process with an exit code.
  public func stop(code: Int32 = 0) -> Never {
    finish()
    terminal.release()
    exit(code)
  }

  /// Puts the terminal back and ends the process by a signal, so that the shell sees the cause.
  public func stop(signal signo: Int32) -> Never {
    finish()
    terminal.die(of: signo)
  }

  private func finish() {
    guard !isStopping else { return }
    isStopping = true
    onStop()
  }

  // MARK: Painting

  /// Asks for a frame; any number of calls make one.
  public func setNeedsPaint() { schedule(at: pacing.due(now: Self.now)) }

  /// Calls ``onTick`` and paints at an interval until it is called with `nil`.
  ///
  /// Calling it again with the same interval changes nothing, so it may be called at every paint.
  public func animate(every interval: Duration?) {
    if animation?.every == interval { return }
    animation?.source.cancel()
    animation = nil
    guard let interval else { return }
    let (seconds, attoseconds) = interval.components
    let nanoseconds = max(
      1_000_000, Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    let source = Self.timer(nanoseconds: nanoseconds) { [weak self] in
      self?.onTick()
      self?.setNeedsPaint()
    }
    animation = (source, interval)
    source.activate()
  }

  /// Writes a sequence that shows nothing, such as one of ``Clipboard``, between two frames.
  ///
  /// Nothing happens while another program has the terminal.
  public func write(control bytes: [UInt8]) {
    terminal.send(control: bytes)
    if terminal.isCongested { waitUntilWritable() }
  }

  private func schedule(at due: UInt64) {
    guard !terminal.isReleased else { return }
    if let scheduledFrame, scheduledFrame <= due { return }
    scheduledFrame = due
    frameNumber += 1
    let number = frameNumber
    DispatchQueue.main.asyncAfter(deadline: DispatchTime(uptimeNanoseconds: due)) { [weak self] in
      MainActor.assumeIsolated {
        guard let self, self.frameNumber == number, self.scheduledFrame != nil else { return }
        self.paint()
      }
    }
  }

  private func paint() {
    Terminal.prepareThread()
    scheduledFrame = nil
    guard !terminal.isReleased, !terminal.isCongested else { return }
    lastFrame = Self.now
    pacing.paint(at: lastFrame)
    // The signal of a new size may come after the frame that is due.
    if terminal.checkSize() { onKey(.resize(terminal.size)) }
    var frame = terminal.frame()
    onPaint(&frame)
    terminal.present(frame)
    if terminal.isCongested { waitUntilWritable() }
  }

  /// Paints at once for a key, unless that just happened.
  private func paintForKey() {
    if Self.now >= lastFrame + Self.keyFrameInterval {
      paint()
    } else {
      schedule(at: lastFrame + Self.keyFrameInterval)
    }
  }

  private func waitUntilWritable() {
    guard congestion == nil else { return }
    let source = Self.writeSource(terminal.output) { [weak self] in
      guard let self else { return }
      self.terminal.drain()
      guard !self.terminal.isCongested else { return }
      self.congestion?.cancel()
      self.congestion = nil
      // What was dropped meanwhile.
      self.setNeedsPaint()
    }
    congestion = source
    source.activate()
  }

  // MARK: Keys

  private func drainInput() {
    Terminal.prepareThread()
    guard !terminal.isReleased else { return }
    switch terminal.readKeys() {
    case .keys(let keys):
      deliver(keys)
    case .gone:
      onKey(.hangup)
      stop(signal: SIGHUP)
    }
    guard terminal.hasPendingEscape else { return }
    escapeNumber += 1
    let number = escapeNumber
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(terminal.escapeDelay)) {
      [weak self] in
      MainActor.assumeIsolated {
        guard let self, self.escapeNumber == number else { return }
        self.deliver(self.terminal.flushKeys())
      }
    }
  }

  private func deliver(_ keys: [Key]) {
    escapeNumber += 1
    guard !keys.isEmpty else { return }
    for key in keys {
      if key == suspendKey { suspend() } else { onKey(key) }
    }
    paintForKey()
  }

  // MARK: Signals

  private func resized() {
    Terminal.prepareThread()
    guard !terminal.isReleased, terminal.checkSize() else { return }
    onKey(.resize(terminal.size))
    paintForKey()
  }

  /// Stops the process group as ^Z does; returns when it goes on.
  public func suspend() {
    guard !terminal.isReleased else { return }
    withInputPaused { terminal.suspend() }
    lastRetake = Self.now
    afterRetake()
  }

  /// Gives the terminal to another program, such as an editor, until ``retake()``.
  public func release() {
    guard !terminal.isReleased else { return }
    input?.suspend()
    isLent.value.store(true, ordering: .relaxed)
    terminal.release()
  }

  /// Takes the terminal back from another program.
  public func retake() {
    guard terminal.isReleased, terminal.retake() else { return }
    isLent.value.store(false, ordering: .relaxed)
    input?.resume()
    afterRetake()
  }

  private func stopped() {
    // An editor in front stopped the group: without us the shell would not come back.
    if terminal.isReleased { terminal.stopAlong() } else { suspend() }
  }

  private func withInputPaused(_ body: () -> Void) {
    input?.suspend()
    body()
    input?.resume()
  }

  private func continued() {
    // Our own ^Z has been dealt with; an editor in front keeps the terminal.
    guard !terminal.isReleased, Self.now > lastRetake + 100_000_000 else { return }
    withInputPaused { terminal.retake() }
    afterRetake()
  }

  private func afterRetake() {
    Terminal.prepareThread()
    onKey(.resize(terminal.size))
    lastFrame = 0
    pacing.reset()
    paint()
  }
}

// MARK: Sources

// The handlers are made outside the main actor: one written inside it would carry a check that kills
// the process where Dispatch calls it on another queue.
extension EventLoop {
  private nonisolated static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  private nonisolated static func inputSource(
    _ body: @escaping @MainActor () -> Void
  ) -> any DispatchSourceRead {
    let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
    source.setEventHandler { MainActor.assumeIsolated(body) }
    return source
  }

  private nonisolated static func writeSource(
    _ descriptor: Int32, _ body: @escaping @MainActor () -> Void
  ) -> any DispatchSourceWrite {
    let source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: .main)
    source.setEventHandler { MainActor.assumeIsolated(body) }
    return source
  }

  private nonisolated static func timer(
    nanoseconds: Int, _ body: @escaping @MainActor () -> Void
  ) -> any DispatchSourceTimer {
    let source = DispatchSource.makeTimerSource(queue: .main)
    source.schedule(
      deadline: .now() + .nanoseconds(nanoseconds), repeating: .nanoseconds(nanoseconds),
      leeway: .milliseconds(2))
    source.setEventHandler { MainActor.assumeIsolated(body) }
    return source
  }

  private nonisolated static func source(
    _ signo: Int32, _ body: @escaping @MainActor () -> Void
  ) -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: signo, queue: .main)
    source.setEventHandler { MainActor.assumeIsolated(body) }
    return source
  }

  /// A source that asks the main queue to end the process, and ends it itself when that hangs.
  ///
  /// While an editor is in front, ^C and ^\ are meant for that one.
  private nonisolated static func fatalSource(
    _ signo: Int32, _ isLent: Flag, _ body: @escaping @MainActor () -> Void
  ) -> any DispatchSourceSignal {
    let queue = DispatchQueue(label: "signal.\(signo)")
    let source = DispatchSource.makeSignalSource(signal: signo, queue: queue)
    source.setEventHandler {
      if isLent.value.load(ordering: .relaxed), signo == SIGINT || signo == SIGQUIT { return }
      DispatchQueue.main.async { MainActor.assumeIsolated(body) }
      queue.asyncAfter(deadline: .now() + 2) { Terminal.dieAtOnce(of: signo) }
    }
    return source
  }

  private nonisolated static func isIgnored(_ signo: Int32) -> Bool {
    var action = sigaction()
    sigaction(signo, nil, &action)
    // SIG_IGN is a macro with a cast; its address is 1.
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
