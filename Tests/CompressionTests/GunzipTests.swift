import Compression
import TestKit
import Testing

@Suite struct GunzipTests {
  private func text(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    let words = ["sound", "video", "creator", "{\"id\":", "\"}", ",", "\n"].map { Array($0.utf8) }
    var bytes: [UInt8] = []
    while bytes.count < count { bytes += words[Int.random(in: words.indices, using: &generator)] }
    return Array(bytes.prefix(count))
  }

  /// Fed in chunks of one size and taken in chunks of another.
  private func unpacked(
    _ packed: [UInt8], feeding: Int, taking: Int, limits: Gunzip.Limits = .init()
  ) throws(CompressionError) -> [UInt8] {
    let gunzip = Gunzip(limits: limits)
    var result: [UInt8] = []
    for start in stride(from: 0, to: packed.count, by: feeding) {
      gunzip.feed(Array(packed[start..<min(start + feeding, packed.count)]))
      while let part = try gunzip.next(atMost: taking) { result += part }
    }
    try gunzip.finish()
    return result
  }

  @Test(arguments: [0, 1, 63, 64 << 10, 300_000])
  func `what was packed is unpacked`(count: Int) throws {
    let bytes = text(count)

    let packed = Gzip.packed(bytes)

    #expect(try Gzip.unpacked(packed) == bytes)
    #expect(packed == Gzip.packed(bytes))
  }

  @Test(arguments: [(1, 1), (1, 1_000), (7, 13), (1_000, 1), (64 << 10, 64 << 10)])
  func `chunks may be of any size`(sizes: (feeding: Int, taking: Int)) throws {
    let bytes = text(20_000)

    let result = try unpacked(Gzip.packed(bytes), feeding: sizes.feeding, taking: sizes.taking)

    #expect(result == bytes)
  }

  @Test(arguments: [1, 5, 4_096]) func `members behind each other are one text`(chunk: Int) throws {
    let parts = [text(5_000), [], text(3, seed: 2), text(9_000, seed: 3)]

    let result = try unpacked(parts.flatMap { Gzip.packed($0) }, feeding: chunk, taking: 100)

    #expect(result == Array(parts.joined()))
  }

  @Test func `zeros behind the end are padding`() throws {
    let bytes = text(100)

    let packed = Gzip.packed(bytes) + [UInt8](repeating: 0, count: 700)

    #expect(try unpacked(packed, feeding: 64, taking: 64) == bytes)
  }

  @Test func `every cut is noticed`() {
    let packed = Gzip.packed(text(600))

    for count in 0..<packed.count {
      let error = #expect(throws: CompressionError.self, "cut at \(count)") {
        try unpacked(Array(packed[..<count]), feeding: 50, taking: 50)
      }
      #expect(error?.code == .truncated, "cut at \(count)")
    }
  }

  @Test func `every flipped bit of the packed text is noticed or changes nothing`() {
    let bytes = text(400)
    let packed = Gzip.packed(bytes)

    for bit in 0..<packed.count * 8 {
      var damaged = packed
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      // Marks of the time and the system that packed it may be anything.
      if let result = try? Gzip.unpacked(damaged) { #expect(result == bytes, "bit \(bit)") }
    }
  }

  @Test func `a flipped bit of the check is damage`() {
    var packed = Gzip.packed(text(400))
    packed[packed.count - 8] ^= 1

    #expect(throws: CompressionError.self) { try Gzip.unpacked(packed) }
  }

  @Test func `something else behind the end is told from damage`() {
    let packed = Gzip.packed(text(100)) + Array("and more".utf8)

    let error = #expect(throws: CompressionError.self) { try Gzip.unpacked(packed) }

    #expect(error?.code == .trailing)
  }

  @Test func `what was taken before something broke is kept, and the failure lasts`() throws {
    let bytes = text(100_000)
    let packed = Gzip.packed(bytes)
    let gunzip = Gunzip()
    var taken: [UInt8] = []

    gunzip.feed(packed.dropLast(8) + packed.suffix(8).map { $0 ^ 0x55 })
    let error = try #require(throws: CompressionError.self) {
      while let part = try gunzip.next(atMost: 1_000) { taken += part }
    }

    #expect(taken.count > 90_000)
    #expect(bytes.starts(with: taken))
    #expect(throws: error) { try gunzip.finish() }
  }

  @Test(arguments: [CompressionError.Code.damaged, .trailing])
  func `what stands before a fault in the same chunk is given first`(code: CompressionError.Code) throws {
    let bytes = text(5_000)
    let packed = Gzip.packed(bytes)
    let check = packed.suffix(8).map { $0 ^ 0x55 }
    let gunzip = Gunzip()

    gunzip.feed(code == .trailing ? packed + Array("more".utf8) : packed.dropLast(8) + check)
    let taken = try gunzip.next()
    let error = try #require(throws: CompressionError.self) { try gunzip.next() }

    #expect(taken == bytes && error.code == code)
    #expect(throws: error) { try gunzip.finish() }
  }

  @Test(arguments: ["", "no gzip", "\u{1f}"]) func `what is no gzip is refused`(text: String) {
    #expect(throws: CompressionError.self) { try Gzip.unpacked(Array(text.utf8)) }
  }

  @Test func `more than may come out is refused`() {
    let packed = Gzip.packed(text(10_000))

    let error = #expect(throws: CompressionError.self) {
      try Gzip.unpacked(packed, limits: .init(byteCount: 9_999))
    }

    #expect(error?.code == .tooLarge)
    #expect(throws: Never.self) { try Gzip.unpacked(packed, limits: .init(byteCount: 10_000)) }
  }

  @Test func `a bomb is given up long before its end`() throws {
    let layer = Gzip.packed([UInt8](repeating: 0, count: 8 << 20), level: 9)
    let bomb = [[UInt8]](repeating: layer, count: 64).flatMap { $0 }
    let gunzip = Gunzip(limits: .init(ratio: 200))
    var count = 0

    gunzip.feed(bomb)
    let error = #expect(throws: CompressionError.self) {
      while let part = try gunzip.next() { count += part.count }
    }

    #expect(error?.code == .tooLarge)
    #expect(count < 64 << 20)
  }
}
