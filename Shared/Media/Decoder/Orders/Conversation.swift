import Lifecycle
import MediaWire

/// What is said between a child and the thread of its slot about one order, or before the first one.
final class Conversation {
  let child: ConversingChild
  let number: UInt32
  private let stallTimeout: Duration
  private let timeout: Duration
  private let interruption: Interruption
  private var deadline: ContinuousClock.Instant
  /// Why everything that still comes is thrown away.
  private(set) var stopping: (any Error)?

  /// How long a child may go on after it was told to stop.
  private static let stopLimit = Duration.seconds(2)

  /// A number of 0 is for what is said before the first order.
  init(with child: ConversingChild, number: UInt32, _ settings: DecoderSettings, unless: Interruption) {
    self.child = child
    self.number = number
    stallTimeout = number == 0 ? settings.startTimeout : settings.stallTimeout
    timeout = number == 0 ? settings.startTimeout * 2 : settings.timeout
    interruption = unless
    deadline = .now + timeout
  }

  func tell(_ kind: MessageHeader.Kind, _ payload: [UInt8] = [], passing file: Int32? = nil) -> Bool {
    child.send(MessageHeader(kind, order: number, count: payload.count).bytes + payload, passing: file)
  }

  /// Tells the child to stop. What comes until it has stopped is still read.
  func stop(for reason: any Error) throws(Breakdown) {
    guard stopping == nil else { return }
    stopping = reason
    deadline = min(deadline, .now + Self.stopLimit)
    guard number > 0 else { throw .interrupted }
    guard tell(.cancel) else { throw .deaf }
  }

  /// Looks whether the order must end, between two messages: while there is always something to read, nobody waits.
  func checkIn() throws(Breakdown) {
    if let reason = interruption.reason { try stop(for: reason) }
    guard ContinuousClock.now < deadline else { throw .overdue(timeout) }
  }

  func read(_ count: Int) throws(Breakdown) -> [UInt8] {
    try array(of: count)
  }

  /// So many values straight from the pipe. Only for types of which any bytes are a value.
  func array<Value: BitwiseCopyable>(of count: Int) throws(Breakdown) -> [Value] {
    var breakdown: Breakdown?
    let values = [Value](unsafeUninitializedCapacity: count) { target, written in
      do throws(Breakdown) {
        try fill(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: target[..<count])))
        written = count
      } catch {
        breakdown = error
      }
    }
    if let breakdown { throw breakdown }
    return values
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(Breakdown) {
    var filled = 0
    while filled < buffer.count {
      switch child.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])) {
      case .bytes(let count): filled += count
      case .ended: throw .ended
      case .nothing: try waitForOutput()
      }
    }
  }

  private func waitForOutput() throws(Breakdown) {
    let stalled = ContinuousClock.now + stallTimeout
    while true {
      switch child.wait(until: min(deadline, stalled), wake: interruption.wake) {
      case .output: return
      case .timedOut: throw stalled <= deadline ? .stalled(stallTimeout) : .overdue(timeout)
      case .woken:
        interruption.wake.lower()
        if let reason = interruption.reason { try stop(for: reason) }
      }
    }
  }
}
