/// Bytes from somewhere, in order.
protocol ByteSupply: AnyObject {
  /// Fills a part of the buffer, from its start; 0 at the end. It may block.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingFailure) -> Int
}

/// Bytes that end where nobody wants more, be there ever so many in which nothing is found.
final class WantedBytes: ByteSupply {
  private let source: any ByteSupply
  private let isWanted: () -> Bool

  init(_ source: any ByteSupply, _ isWanted: @escaping () -> Bool) {
    (self.source, self.isWanted) = (source, isWanted)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingFailure) -> Int {
    isWanted() ? try source.read(into: buffer) : 0
  }
}

/// Bytes that are there already.
final class HeldBytes: ByteSupply {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}

/// Reads another supply in chunks that are as long as they may be. What comes before a failure is given before it.
final class Chunks {
  private let source: any ByteSupply
  private var failure: ReadingFailure?

  init(_ source: any ByteSupply) { self.source = source }

  /// Shorter than the limit, or nothing, only at the end or before a failure.
  func next(atMost limit: Int) throws(ReadingFailure) -> [UInt8] {
    if let failure { throw failure }
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      let room = UnsafeMutableRawBufferPointer(buffer)
      do throws(ReadingFailure) {
        while filled < limit {
          let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: room[filled...]))
          guard count > 0 else { break }
          filled += count
        }
      } catch { failure = error }
    }
    if bytes.isEmpty, let failure { throw failure }
    return bytes
  }

  /// Without a chunk of its own, into memory of the caller's.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingFailure) -> Int {
    if let failure { throw failure }
    return try source.read(into: buffer)
  }
}
