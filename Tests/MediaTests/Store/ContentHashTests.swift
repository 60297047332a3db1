import Crypto
import Media
import TestKit
import Testing

@Suite struct ContentHashTests {
  private static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  @Test func `the hash of nothing is the one that the world knows, and reads back`() throws {
    let hash = ContentHash(SHA256.hash([UInt8]()))

    #expect("\(hash)" == Self.empty)
    #expect(ContentHash(Self.empty) == hash)
    #expect(ContentHash(bytes: hash.bytes) == hash && hash.bytes == SHA256.hash([UInt8]()).bytes)
  }

  /// Changes of a hash's spelling.
  private static let slips: [@Sendable (String) -> String] = [
    { _ in "" }, { String($0.prefix(2)) }, { $0.uppercased() }, { $0 + "0" }, { String($0.dropLast()) },
    { $0 + "\n" }, { " " + $0.dropFirst() }, { "../" + $0.dropFirst(3) }, { "/" + $0.dropFirst() },
    { _ in String(repeating: "../", count: 21) + "x" }, { "\0" + $0.dropFirst() }, { $0.dropLast() + "g" },
    { $0.dropLast(2) + "é" }, { $0.dropLast(2) + "ff\u{301}" }, { "0x" + $0.dropFirst(2) },
    { _ in String(repeating: "１", count: 64) },
  ]

  @Test(arguments: slips.indices)
  func `what is not the one spelling of a hash is refused`(slip: Int) {
    let text = Self.slips[slip](Self.empty)

    #expect(ContentHash(text) == nil, "\(text)")
  }

  @Test(arguments: [7, 4711, 20_260_101] as [UInt64])
  func `whatever is accepted is spelt as it was given and is one name without a way out`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("0123456789abcdef/.ABF\0gé ")
    var accepted = 0

    for _ in 0..<20_000 {
      var text = Array(Self.empty)
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 0..<text.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: text[place] = alphabet.randomElement(using: &generator) ?? "0"
        case 1: text.remove(at: place)
        default: text.insert(alphabet.randomElement(using: &generator) ?? "0", at: place)
        }
      }
      guard let hash = ContentHash(String(text)) else { continue }
      accepted += 1
      #expect("\(hash)" == String(text) && text.count == 64, "seed \(seed)")
      #expect(text.allSatisfy { "0123456789abcdef".contains($0) }, "seed \(seed)")
    }

    #expect(accepted > 5000 && accepted < 20_000, "seed \(seed)")
  }

  @Test func `two hashes are one only when all their bytes are`() {
    let bytes = SHA256.hash("a").bytes
    let hash = ContentHash(bytes: bytes)

    for place in bytes.indices {
      var other = bytes
      other[place] ^= 1
      #expect(ContentHash(bytes: other) != hash)
    }
    #expect(ContentHash(bytes: bytes.dropLast()) == nil)
  }
}
