import Glibc
import Lifecycle
import MediaWire
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areAvailable, "needs ffmpeg and fpcalc"), .timeLimit(.minutes(3)))
struct LifeTests {
  private func tone() async throws -> String {
    try await Fixtures.shared.media(
      "tone.wav", "-f", "lavfi", "-i", "sine=frequency=440:duration=3:sample_rate=44100,volume=4", "-ac", "2")
  }

  /// So long that nobody waits for its end.
  private func long() async throws -> String {
    try await Fixtures.shared.media(
      "long.flac", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=900", "-c:a", "flac")
  }

  @Test func `it says what keeps it in before anything else`() async throws {
    let decoder = try Decoder()
    _ = try await decoder.answer(DecodeOrder(), tone())

    let hello = try #require(await decoder.hello)

    #expect(hello.confinement.contains([.systemCalls, .resources]))
    #expect(hello.libraries.contains("FFmpeg") && hello.libraries.contains("Chromaprint"))
  }

  @Test func `inside nothing can be opened, connected, started or changed`() async throws {
    let result = try await ChildProcess(Decoder.path, ["--self-test"]).run()

    #expect(result.isSuccess, "\(result.text)")
    #expect(result.text.split(separator: "\n").count == 11)
    #expect(result.text.split(separator: "\n").allSatisfy { $0.hasSuffix(": refused") })
  }

  @Test func `started by hand it says what it is for`() async throws {
    let alone = try await ChildProcess(Decoder.path).run()
    let odd = try await ChildProcess(Decoder.path, ["--colour"]).run()
    let help = try await ChildProcess(Decoder.path, ["--help"]).run()
    let version = try await ChildProcess(Decoder.path, ["--version"]).run()

    #expect(alone.status == .exited(2) && alone.errorText.contains("not a socket"))
    #expect(odd.status == .exited(2) && odd.errorText.contains("--colour"))
    #expect(help.isSuccess && help.text.contains("start it"))
    #expect(version.isSuccess && version.text.contains("Chromaprint"))
  }

  @Test func `a thousand orders leave no descriptor behind`() async throws {
    let decoder = try Decoder()
    let text = try await Fixtures.shared.file("note.txt", Array("words".utf8))
    let path = try await tone()
    var endings = 0
    for round in 0..<1000 {
      // Far more than it may have open at once: one that stayed open each time would show.
      let answer = try await decoder.answer(
        DecodeOrder(peaks: .init(), duration: 0.01), round % 2 == 0 ? text : path)
      endings += answer.ending?.wholeness == .whole ? 1 : 0
    }

    #expect(endings == 500)
    #expect(await decoder.end() == 0)
  }

  @Test func `two hundred files leave no memory behind`() async throws {
    let decoder = try Decoder()
    let song = try await Fixtures.covered()
    let clip = try await Fixtures.shared.media(
      "brief.mp4", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=10:d=1", "-c:v", "libx264")
    let order = DecodeOrder(
      sound: .init(), pictures: .init(), prints: .init(), peaks: .init(), thumbnail: .init(), duration: 0.3)
    var early = 0
    for round in 0..<200 {
      let answer = try await decoder.answer(order, round % 2 == 0 ? song : clip)
      #expect(answer.ending != nil)
      if round == 60 { early = try memory(of: decoder.pid) }
    }

    #expect(try memory(of: decoder.pid) < early + 2 << 20)
  }

  @Test func `an order is cancelled while it is carried out`() async throws {
    let decoder = try Decoder()
    let number = try await decoder.give(DecodeOrder(sound: .init(rate: 8000)), long())
    while case .sound = try await decoder.reply().reply {}  // about
    _ = try await decoder.reply()

    try await decoder.cancel(number)
    let answer = try await decoder.answer()

    #expect(answer.ending?.wholeness == .cancelled)
    #expect((answer.ending?.soundDuration ?? 0) < 890)
    #expect(try await decoder.answer(DecodeOrder(sound: .init()), tone()).ending?.wholeness == .whole)
  }

  @Test func `a cancellation of another order changes nothing`() async throws {
    let decoder = try Decoder()
    let number = try await decoder.give(DecodeOrder(sound: .init()), tone())

    try await decoder.cancel(number + 1)

    #expect(try await decoder.answer().ending?.wholeness == .whole)
  }

  @Test func `orders wait for each other`() async throws {
    let decoder = try Decoder()
    let path = try await tone()
    for _ in 0..<3 { try await decoder.give(DecodeOrder(sound: .init()), path) }

    for _ in 0..<3 { #expect(try await decoder.answer().ending?.wholeness == .whole) }
  }

  @Test func `it goes when the socket closes, idle or at work`() async throws {
    let idle = try Decoder()
    let busy = try Decoder()
    try await busy.give(DecodeOrder(prints: .init(limit: 3600)), long())

    #expect(await idle.end() == 0)
    #expect(await busy.end() == 0)
  }

  @Test func `an order comes with exactly one file`() async throws {
    let decoder = try Decoder()
    let path = try await tone()

    try await decoder.give(bytes: DecodeOrder().bytes, files: [])
    let none = try await decoder.answer()
    try await decoder.give(DecodeOrder(), path, path)
    let two = try await decoder.answer()

    #expect(none.failure?.code == .badOrder)
    #expect(two.failure?.code == .badOrder)
    #expect(try await decoder.answer(DecodeOrder(), path).ending?.wholeness == .whole)
  }

  @Test func `an order that cannot be carried out is refused with the reason`() async throws {
    let decoder = try Decoder()

    let answer = try await decoder.answer(DecodeOrder(sound: .init(rate: 1)), tone())

    #expect(answer.failure == Failure(.badOrder, "the rate must be 4,000 to 192,000"))
  }

  @Test func `words that are no message end it with the reason`() async throws {
    let decoder = try Decoder()
    try await decoder.send(Array("GET / HTTP/1.1\r\n".utf8), files: [])

    await #expect(throws: Decoder.Gone.self) { try await decoder.answer() }
    #expect(await decoder.end() == 1)
  }

  @Test func `too little memory is a failure or an end, never a hang`() async throws {
    let path = try await Fixtures.shared.media(
      "large.mp4", "-f", "lavfi", "-i", "testsrc2=s=3840x2160:r=5:d=1", "-c:v", "libx264", "-preset",
      "ultrafast",
      "-pix_fmt", "yuv420p")
    let enough = try await Decoder().answer(DecodeOrder(pictures: .init()), path)
    let tight = try Decoder(["--memory", "\(270 << 20)"])

    let answer = try? await tight.answer(DecodeOrder(pictures: .init()), path)

    #expect(enough.pictures.count == 5)
    #expect(answer == nil || answer?.failure?.code == .outOfMemory || answer?.ending != nil)
  }

  /// Bytes that a process has in memory of its own, without files.
  private func memory(of pid: Int32) throws -> Int {
    let pages = try #require(fopen("/proc/\(pid)/statm", "r"))
    defer { fclose(pages) }
    var line = [CChar](repeating: 0, count: 256)
    fgets(&line, 256, pages)
    let numbers = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .split(separator: " ")
    let resident = try #require(Int(numbers[1]))
    let shared = try #require(Int(numbers[2]))
    return (resident - shared) * sysconf(Int32(_SC_PAGESIZE))
  }
}
