import TestPictures
import Testing

@testable import Vision

@Suite struct HashScanTests {
  @Test(arguments: [(0, 10), (7, 10), (64, 5), (1_000, 50), (5_000, 1)])
  func `finds the same rows as sorting all would`(rows: Int, count: Int) {
    var draw = Draw(seed: UInt64(rows))
    // Few bits are random, so that many distances are equal.
    let hashes = (0..<rows).map { _ in draw.next() & 0x00ff_0000_0000_0f0f }
    let bits = FrameProbe(FrameDescriptor(Picture.scene(seed: 1).frame())).bits
    func distance(_ row: Int) -> Int { ((hashes[row] ^ bits.hash) & bits.mask).nonzeroBitCount }

    let found = hashes.withUnsafeBufferPointer { HashScan.nearest(to: bits, in: $0, count: count) }

    let sorted = (0..<rows).sorted { (distance($0), $0) < (distance($1), $1) }.prefix(count)
    #expect(found.map(Int.init) == sorted.sorted())
    #expect(bits.mask.nonzeroBitCount == ReliableBits.count)
  }
}
