import Crypto
import Testing

@Suite struct HMACTests {
  private static func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] {
    Array(repeating: byte, count: count)
  }

  @Test(arguments: [
    (
      repeated(0x0B, 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      repeated(0xAA, 20), repeated(0xDD, 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      Array(1...25), repeated(0xCD, 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      repeated(0xAA, 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      repeated(0xAA, 131),
      Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
    ([], [], "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
  ])
  func `gives the tags of RFC 4231`(key: [UInt8], message: [UInt8], tag: String) throws {
    #expect(HMAC.sha256(message, key: key).description == tag)
    #expect(try HMAC.isValid(Hex.decode(tag), for: message, key: key))
  }

  @Test func `refuses a tag of another message, another key or another length`() {
    let tag = HMAC.sha256("message".utf8, key: "key".utf8).bytes

    #expect(!HMAC.isValid(tag, for: "massage".utf8, key: "key".utf8))
    #expect(!HMAC.isValid(tag, for: "message".utf8, key: "kay".utf8))
    #expect(!HMAC.isValid(tag.dropLast(), for: "message".utf8, key: "key".utf8))
    #expect(!HMAC.isValid([], for: "message".utf8, key: "key".utf8))
  }
}

@Suite struct ConstantTimeTests {
  @Test func `finds a difference at any place`() {
    let bytes = [UInt8](repeating: 7, count: 40)

    #expect(ConstantTime.areEqual(bytes, Array(bytes)))
    #expect(ConstantTime.areEqual("", ""))
    #expect(!ConstantTime.areEqual("a", "ab"))
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 1
      #expect(!ConstantTime.areEqual(bytes, other))
    }
  }
}

@Suite struct SecureRandomTests {
  @Test func `gives as many bytes as asked for, and others each time`() throws {
    #expect(try SecureRandom.bytes(count: 0).isEmpty)
    #expect(try SecureRandom.bytes(count: 33).count == 33)
    let tokens = Set(try (0..<1_000).map { _ in try SecureRandom.bytes(count: 16) })
    #expect(tokens.count == 1_000)
  }
}
