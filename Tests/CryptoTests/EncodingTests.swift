import Crypto
import Testing

@Suite struct HexTests {
  @Test func `writes lowercase and reads either case`() throws {
    #expect(Hex.encode([0x00, 0x7F, 0xAB, 0xFF]) == "007fabff")
    #expect(try Hex.decode("007fAbfF") == [0x00, 0x7F, 0xAB, 0xFF])
    #expect(try Hex.decode("") == [])
  }

  @Test(arguments: ["0", "0g", "é", " 00", "0x00", "00\n", "-1"])
  func `refuses what is not hexadecimal`(text: String) {
    #expect(throws: CryptoError.self) { try Hex.decode(text) }
  }
}

@Suite struct Base64URLTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
    ("foobar", "Zm9vYmFy"),
  ])
  func `writes and reads the examples of RFC 4648`(text: String, encoded: String) throws {
    #expect(Base64URL.encode(text.utf8) == encoded)
    #expect(try Base64URL.decode(encoded) == Array(text.utf8))
  }

  @Test func `uses the alphabet of URLs`() throws {
    #expect(Base64URL.encode([0xFB, 0xEF, 0xFF]) == "--__")
    #expect(try Base64URL.decode("--__") == [0xFB, 0xEF, 0xFF])
  }

  @Test(arguments: ["Z", "Zg==", "Zh", "Zm9", "Zm9vY", "++//", "Zm 8", "Zm8\n", "é"])
  func `refuses other spellings`(text: String) {
    #expect(throws: CryptoError.self) { try Base64URL.decode(text) }
  }

  @Test func `reads what it wrote`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)

    for count in 0..<200 {
      let bytes = generator.bytes(count: count)
      #expect(try Base64URL.decode(Base64URL.encode(bytes)) == bytes, "seed \(seed)")
      #expect(try Hex.decode(Hex.encode(bytes)) == bytes, "seed \(seed)")
    }
  }
}
