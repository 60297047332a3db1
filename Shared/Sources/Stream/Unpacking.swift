import Compression

/// What another supply's bytes unpack to, when they are packed; else they themselves.
final class Unpacking: ByteSupply {
  private static let chunk = 256 << 10

  private let source: Chunks
  private let limits: Gunzip.Limits
  private var isOpened = false
  private var gunzip: Gunzip?
  /// What was read to look at, and not given yet.
  private var head: ArraySlice<UInt8> = []

  init(_ source: any ByteSupply, limits: Gunzip.Limits) {
    self.source = Chunks(source)
    self.limits = limits
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingFailure) -> Int {
    if !isOpened { try open() }
    if let gunzip { return try unpack(with: gunzip, into: buffer) }
    guard !head.isEmpty else { return try source.read(into: buffer) }
    let count = min(buffer.count, head.count)
    buffer.copyBytes(from: head.prefix(count))
    head = head.dropFirst(count)
    return count
  }

  /// By the first bytes: names of files say nothing.
  private func open() throws(ReadingFailure) {
    isOpened = true
    let bytes = try source.next(atMost: Gzip.mark.count)
    guard bytes == Gzip.mark else {
      head = bytes[...]
      return
    }
    let gunzip = Gunzip(limits: limits)
    gunzip.feed(bytes)
    self.gunzip = gunzip
  }

  private func unpack(
    with gunzip: Gunzip, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ReadingFailure) -> Int {
    do {
      while true {
        let count = try gunzip.take(into: buffer)
        if count > 0 { return count }
        let bytes = try source.next(atMost: Self.chunk)
        guard !bytes.isEmpty else {
          try gunzip.finish()
          return 0
        }
        gunzip.feed(bytes)
      }
    } catch let error as CompressionError {
      throw ReadingFailure("it cannot be unpacked to its end: \(error)", isDamage: true)
    } catch let error as ReadingFailure { throw error } catch { throw ReadingFailure("\(error)") }
  }
}
