import CZlib

/// Unpacks gzip bit by bit: takes chunks and gives chunks. Members that follow each other are one text, and zeros
/// behind the last one are the padding that tapes and disks leave.
///
/// It holds 32 KiB and the chunk that was fed last, however much passes through.
public final class Gunzip {
  /// What packed bytes may become.
  public struct Limits: Sendable {
    /// All that comes out.
    public var byteCount: Int
    /// How many times as much as was read; deflate reaches 1,032. The first 16 MiB that come out are not measured.
    public var ratio: Int

    public init(byteCount: Int = 1 << 50, ratio: Int = 400) {
      self.byteCount = byteCount
      self.ratio = ratio
    }
  }

  private enum State {
    /// Before the first member, or behind one.
    case between
    case inside
    case failed(CompressionError)
  }

  private static let freeBytes = 16 << 20

  private let limits: Limits
  /// zlib keeps the address.
  private let stream: UnsafeMutablePointer<z_stream>
  private var state = State.between
  private var memberCount = 0
  private var input: [UInt8] = []
  private var consumed = 0
  private var readCount = 0
  /// How much has come out.
  public private(set) var byteCount = 0

  public init(limits: Limits = Limits()) {
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    precondition(hookline_zlib_begin_gunzip(stream) == Z_OK, "zlib has no memory")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// More of the packed bytes. What was fed before must have been taken: `next` has given nil.
  public func feed(_ bytes: [UInt8]) {
    precondition(consumed == input.count, "bytes were fed before those before them were taken")
    (input, consumed) = (bytes, 0)
  }

  /// The next bytes that come out, at most as many; nil when more must be fed first.
  public func next(atMost limit: Int = 64 << 10) throws(CompressionError) -> [UInt8]? {
    var failure: CompressionError?
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      do throws(CompressionError) { count = try take(into: UnsafeMutableRawBufferPointer(buffer)) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes.isEmpty ? nil : bytes
  }

  /// Like `next`, into memory of the caller's; 0 when more must be fed first.
  public func take(into buffer: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int {
    if case .failed(let error) = state { throw error }
    var filled = 0
    do throws(CompressionError) { try fill(buffer, &filled) } catch {
      state = .failed(error)
      // What came before the fault is good; the next call throws.
      guard filled > 0 else { throw error }
    }
    return filled
  }

  /// Says that no more will be fed; throws when a member is not whole or there was none.
  public func finish() throws(CompressionError) {
    switch state {
    case .failed(let error): throw error
    case .inside: throw CompressionError(.truncated, "the packed bytes end in the middle")
    case .between where memberCount == 0: throw CompressionError(.truncated, "there are no packed bytes")
    case .between: return
    }
  }

  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer, _ filled: inout Int
  ) throws(CompressionError) {
    while filled < buffer.count {
      if case .between = state, try !begin() { break }
      let before = filled
      try inflate(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]), &filled)
      if case .inside = state, filled == before, consumed == input.count { break }
    }
  }

  /// Begins a member; false when there is nothing to begin it with.
  private func begin() throws(CompressionError) -> Bool {
    if memberCount > 0 { while consumed < input.count, input[consumed] == 0 { consumed += 1 } }
    guard consumed < input.count else { return false }
    guard input[consumed] == Gzip.mark[0] else {
      guard memberCount > 0 else { throw CompressionError(.damaged, "it is no gzip") }
      throw CompressionError(.trailing, "behind the packed bytes there is something else")
    }
    inflateReset(stream)
    memberCount += 1
    state = .inside
    return true
  }

  private func inflate(
    into buffer: UnsafeMutableRawBufferPointer, _ filled: inout Int
  ) throws(CompressionError) {
    let room = min(buffer.count, 1 << 30)
    let (code, taken, given) = input[consumed...].withUnsafeBufferPointer { input in
      // zlib counts in 32 bits.
      let offered = min(input.count, 1 << 30)
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(offered)
      stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let code = CZlib.inflate(stream, Z_NO_FLUSH)
      return (code, offered - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out))
    }
    consumed += taken
    readCount += taken
    byteCount += given
    try checkLimits()
    filled += given
    switch code {
    case Z_STREAM_END: state = .between
    // There is neither input nor room, which is no fault.
    case Z_OK, Z_BUF_ERROR: break
    case Z_MEM_ERROR: throw CompressionError(.damaged, "there is no memory to unpack it")
    default: throw CompressionError(.damaged, "the packed bytes are damaged\(reason)")
    }
  }

  /// What zlib says of it, such as "incorrect data check".
  private var reason: String { stream.pointee.msg.map { ": " + String(cString: $0) } ?? "" }

  private func checkLimits() throws(CompressionError) {
    guard byteCount <= limits.byteCount else {
      throw CompressionError(.tooLarge, "it unpacks to more than \(limits.byteCount) bytes")
    }
    let isBomb =
      byteCount > Self.freeBytes
      && (byteCount - Self.freeBytes) / max(1, limits.ratio) > readCount
    if isBomb { throw CompressionError(.tooLarge, "it unpacks to more than \(limits.ratio) times its size") }
  }
}
