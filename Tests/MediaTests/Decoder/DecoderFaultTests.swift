import Glibc
import Lifecycle
import MediaWire
import Telemetry
import Testing

@testable import Media

/// Children that do anything but what they should.
@Suite(.timeLimit(.minutes(1))) struct DecoderFaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let steps: String
    let words: String
    var code = MediaError.Code.crashed

    var testDescription: String { steps }
  }

  static let violations = [
    Fault(steps: "garbage", words: "begins with other bytes"),
    Fault(steps: "header 99 0", words: "no message of kind 99"),
    Fault(steps: "header 1 0", words: "order before about"),
    Fault(steps: "header 16 0", words: "hello before about"),
    Fault(steps: "as 1\nabout", words: "an answer to order 2 instead of 1"),
    Fault(steps: "sound 10", words: "sound before about"),
    Fault(steps: "end", words: "an end before about"),
    Fault(steps: "about\nabout", words: "about that was not asked for"),
    Fault(steps: "about\ncancelled", words: "that was not called off"),
    Fault(steps: "about\nheader 18 16777217", words: "longer than 16777216"),
    Fault(steps: "about\nheader 18 3", words: "3 bytes of sound"),
    Fault(steps: "about\nheader 23 16777216", words: "16777216 bytes of end"),
    Fault(steps: "about\nheader 19 26", words: "26 bytes of picture"),
    Fault(steps: "about\nheader 20 1000000", words: "1000000 bytes of print"),
    Fault(steps: "about\nheader 22 1000000", words: "1000000 bytes of thumbnail"),
    Fault(steps: "about\npicture 2 1", words: "a picture of 2 by 1 in 6 bytes"),
    Fault(steps: "about\nnothing-sounds", words: "8 bytes of sound"),
    Fault(steps: "about\npeaks 0", words: "0 peaks"),
    Fault(steps: "about\npeaks 5000", words: "5000 peaks"),
    Fault(steps: "about\nrepeat 1000000 sound 100000", words: "2400000 samples"),
    Fault(steps: "about\nrepeat 1000000 picture 2 2", words: "1062 pictures"),
    Fault(steps: "about\nprint 1\nprint 1", words: "a fingerprint at a speed of 1.0"),
    Fault(steps: "about\nloudness 500", words: "a loudness of 500.0 LUFS"),
    Fault(steps: "about\nloudness -10\nloudness -10", words: "loudness that was not asked for"),
    Fault(steps: "about\nheader 25 100", words: "100 bytes of loudness"),
    Fault(steps: "about\nthumbnail\nthumbnail", words: "thumbnail that was not asked for"),
    Fault(steps: "about\npage", words: "a thumbnail of another format"),
  ]

  static let deaths = [
    Fault(steps: "signal \(SIGSEGV)", words: "died of SIGSEGV"),
    Fault(steps: "about\nsound 10\nsignal \(SIGKILL)", words: "died of SIGKILL"),
    Fault(steps: "about\nsound 10\nheader 18 4000\nsignal \(SIGABRT)", words: "died of SIGABRT"),
    Fault(steps: "about\nexit 0", words: "ended by itself with status 0"),
    Fault(steps: "ignore\nabout\nclose-answers\nsilence", words: "closed its answers and did not end"),
    Fault(
      steps: "say one\\e[31m\\etwo\nabout\nexit 7", words: "status 7; its last words: one [31m two"),
  ]

  @Test(arguments: violations + deaths) func `a child that does wrong costs its order and nothing else`(
    fault: Fault
  ) async throws {
    let stage = try Stage()
    let (evil, good) = (try stage.file(fault.steps), try stage.file("about", "end"))

    try await stage.perform { decoder in
      let error = await #expect(throws: MediaError.self) {
        try await decoder.decode(evil, .everything, into: Forgetting())
      }

      #expect(error?.code == fault.code && error?.message.contains(fault.words) == true, "\(error as Any)")
      #expect(stage.children.isEmpty)
      _ = try await decoder.info(of: good)
    }
    #expect(stage.log.entries.contains { $0.message == "media decoder lost" })
  }

  @Test func `one that says nothing is not waited for`() async throws {
    let error = try await failure("about", "silence") { $0.stallTimeout = .milliseconds(100) }

    #expect(error.code == .crashed && error.message == "the media decoder said nothing for 0.1 seconds")
  }

  @Test func `one that stops in the middle of a message is not waited for`() async throws {
    let error = try await failure("about", "header 18 4000", "silence") {
      $0.stallTimeout = .milliseconds(100)
    }

    #expect(error.code == .crashed && error.message == "the media decoder said nothing for 0.1 seconds")
  }

  @Test func `an order may take only so long`() async throws {
    let error = try await failure("about", "silence") { $0.timeout = .milliseconds(100) }

    #expect(error.code == .limit && error.message == "the media decoder was not done within 0.1 seconds")
  }

  @Test func `an order that always has something to say may take only so long`() async throws {
    let error = try await failure("about", "repeat 1000000000 sound 1") { $0.timeout = .milliseconds(100) }

    #expect(error.code == .limit)
  }

  @Test func `an order may compute only so long`() async throws {
    let error = try await failure("about", "spin") { $0.cpuLimit = .milliseconds(100) }

    #expect(error.code == .limit && error.message.contains("0.1 seconds of processor time"))
  }

  @Test func `words without end are read and mostly forgotten`() async throws {
    let long = String(repeating: "x", count: 1000)
    let error = try await failure("repeat 1000 say \(long)", "about", "exit 1")

    #expect((2000...2200).contains(error.message.utf8.count))
  }

  @Test func `what is said after the end is not the next order's fault`() async throws {
    let stage = try Stage()
    let (evil, good) = (try stage.file("about", "end", "end", "sound 5"), try stage.file("about", "end"))

    try await stage.perform { decoder in
      for _ in 0..<10 {
        _ = try await decoder.info(of: evil)
        _ = try await decoder.info(of: good)
      }
    }
  }

  @Test func `a decoder's own refusal keeps the child`() async throws {
    let stage = try Stage()
    let file = try stage.file("fail 1 no\\e[0m media")

    try await stage.perform { decoder in
      let error = await #expect(throws: MediaError.self) { try await decoder.info(of: file) }

      #expect(error?.code == .unreadable && stage.children.count == 1)
    }
  }

  @Test func `each refusal has its code`() {
    let codes = Failure.Code.allCases.map { MediaError(Failure($0, "why")).code }

    #expect(
      codes == [
        .unreadable, .unreadable, .unreadable, .missing, .limit, .badOrder, .limit, .storeFailed,
      ])
  }

  @Test func `while one child dies another goes on`() async throws {
    let stage = try Stage()
    let calm = try stage.file(
      "about", "mark \(stage.path("a"))", "await \(stage.path("b"))", "sound 10", "end")
    let evil = try stage.file("about", "await \(stage.path("a"))", "signal \(SIGKILL)")

    let samples = try await stage.perform(slots: 2) { decoder in
      async let sound = decoder.decode(calm, .everything, into: SoundCollector())
      await #expect(throws: MediaError.self) { try await decoder.info(of: evil) }
      stage.mark("b")
      return try await sound.consumer.samples
    }

    #expect(samples.count == 10)
  }

  /// What an order with these steps fails with.
  private func failure(
    _ steps: String..., change: (inout DecoderSettings) -> Void = { _ in }
  ) async throws -> MediaError {
    let stage = try Stage()
    let file = try stage.file(steps.joined(separator: "\n"))
    return try await stage.perform(change) { decoder in
      let error = await #expect(throws: MediaError.self) {
        try await decoder.decode(file, .everything, into: Forgetting())
      }
      #expect(stage.children.isEmpty)
      return try #require(error)
    }
  }
}
