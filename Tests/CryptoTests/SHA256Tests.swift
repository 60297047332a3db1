import Crypto
import Glibc
import Testing

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func `gives the digests of FIPS 180-4`(text: String, digest: String) {
    #expect(SHA256.hash(text).description == digest)
  }

  @Test func `gives the same digest for any way of cutting the input`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)

    for _ in 0..<100 {
      let bytes = generator.bytes(count: Int.random(in: 0...1_000, using: &generator))
      var sha = SHA256()
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 0...min(rest.count, 130), using: &generator)
        sha.update(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      #expect(sha.finish() == SHA256.hash(bytes), "seed \(seed)")
    }
  }

  @Test func `reads bytes that do not lie in one piece`() {
    #expect(SHA256.hash("cba".utf8.reversed()) == SHA256.hash("abc"))
    #expect([UInt8]("abc".utf8).withUnsafeBytes { SHA256.hash($0) } == SHA256.hash("abc"))
  }

  @Test func `reads all of a file, wherever its descriptor stands, and says why it cannot`() throws {
    var path = Array("/tmp/hookline-digest-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    defer { close(descriptor) }
    unlink(path)
    let bytes = [UInt8](repeating: 7, count: 300_000)
    #expect(bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count)

    let digest = try SHA256.hash(descriptor: descriptor)

    #expect(digest == SHA256.hash(bytes) && lseek(descriptor, 0, SEEK_CUR) == bytes.count)
    #expect(throws: FileReadingFailure(code: EBADF)) { try SHA256.hash(descriptor: -1) }
  }

  @Test func `stops reading a file when its task is cancelled`() async {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try SHA256.hash(descriptor: -1)
    }

    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

@Suite struct DigestTests {
  @Test func `takes 32 bytes, no more and no fewer`() {
    #expect(Digest(SHA256.hash("x").bytes) == SHA256.hash("x"))
    #expect(Digest([UInt8](repeating: 0, count: 31)) == nil)
    #expect(Digest([UInt8](repeating: 0, count: 33)) == nil)
    #expect(SHA256.hash("x") != SHA256.hash("y"))
  }
}
