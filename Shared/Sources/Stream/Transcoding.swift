/// Another supply's bytes as UTF-8, whatever they are written in.
final class Transcoding: ByteSupply {
  private static let chunk = 64 << 10

  private let source: Chunks
  private(set) var encoding: TextEncoding?
  private var ready: ArraySlice<UInt8> = []
  /// The first half of a character, or of a unit.
  private var rest: [UInt8] = []

  init(_ source: any ByteSupply) { self.source = Chunks(source) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingFailure) -> Int {
    if encoding == nil { try open() }
    while ready.isEmpty {
      guard let encoding, encoding.isWide else { return try source.read(into: buffer) }
      guard try convert(encoding) else { return 0 }
    }
    let count = min(buffer.count, ready.count)
    buffer.copyBytes(from: ready.prefix(count))
    ready = ready.dropFirst(count)
    return count
  }

  private func open() throws(ReadingFailure) {
    let first = try source.next(atMost: Self.chunk)
    let encoding = TextEncoding(of: first)
    self.encoding = encoding
    if encoding.isWide {
      rest = Array(first.dropFirst(encoding.markCount))
      if rest.count > 1 { ready = encoding.converted(&rest, isLast: false)[...] }
    } else {
      ready = first.dropFirst(encoding.markCount)
    }
  }

  /// False at the end.
  private func convert(_ encoding: TextEncoding) throws(ReadingFailure) -> Bool {
    let bytes = try source.next(atMost: Self.chunk)
    rest += bytes
    ready = encoding.converted(&rest, isLast: bytes.isEmpty)[...]
    return !bytes.isEmpty || !ready.isEmpty
  }
}
