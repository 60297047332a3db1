import Glibc
import Lifecycle
import Media
import MediaWire
import Telemetry
import TestKit
import Testing

/// Children before their first order.
@Suite(.timeLimit(.minutes(1))) struct DecoderStartTests {
  @Test(arguments: [
    ("exits-at-once", "ended by itself with status 3; its last words: no such library"),
    ("speaks-another-version", "the decoder speaks version 9; this program needs \(Wire.version)"),
    ("says-nothing", "said nothing for 0.2 seconds"),
    ("begins-with-an-end", "end instead of hello"),
    ("speaks-of-order-one", "hello instead of hello"),
  ]) func `one that does not say hello as it should is no decoder`(start: String, words: String) async throws
  {
    let error = try await refusal(Stage(start: start)) {
      $0.startTimeout = .seconds(start == "says-nothing" ? 0.2 : 20)
    }

    #expect(error.code == .noDecoder && error.message.contains(words), "\(error)")
    #expect(error.message.contains(start) && error.isRetriable)
  }

  @Test func `a program that does not exist is named`() async throws {
    let error = try await refusal(Stage()) { $0.program = "/nowhere/decoder" }

    #expect(error.code == .noDecoder)
    #expect(error.message.hasSuffix("/nowhere/decoder: cannot be started: No such file or directory"))
  }

  @Test func `a program that may not be run is named`() async throws {
    let stage = try Stage()
    stage.mark("text")

    let error = try await refusal(stage) { $0.program = stage.path("text") }

    #expect(
      error.code == .noDecoder && error.message.hasSuffix("/text: cannot be started: Permission denied"))
  }

  @Test func `one that dies at first is started again`() async throws {
    let stage = try Stage(start: "dies-twice")
    let file = try stage.file("about", "end")

    let info = try await stage.perform { try await $0.info(of: file) }

    #expect(info.container == "script")
  }

  @Test func `one that is not confined is warned about once`() async throws {
    let stage = try Stage()
    let (good, evil) = (try stage.file("about", "end"), try stage.file("exit 0"))

    try await stage.perform { decoder in
      for _ in 0..<2 {
        _ = try await decoder.info(of: good)
        await #expect(throws: MediaError.self) { try await decoder.info(of: evil) }
      }
    }

    #expect(stage.log.entries.count { $0.message.contains("not confined") } == 1)
  }

  @Test func `one that is not confined is refused where that is wished`() async throws {
    let error = try await refusal(Stage()) { $0.requiresConfinement = true }

    #expect(error.code == .noDecoder && error.message.contains("may make any system call"))
  }

  @Test func `one that is confined is not refused`() async throws {
    let stage = try Stage(start: "is-confined")
    let file = try stage.file("about", "end")

    let info = try await stage.perform({ $0.requiresConfinement = true }) { try await $0.info(of: file) }

    #expect(info.container == "script" && stage.log.entries.isEmpty)
  }

  private func refusal(
    _ stage: Stage, change: (inout DecoderSettings) -> Void
  ) async throws -> MediaError {
    let file = try stage.file("about", "end")
    return try await stage.perform(change) { decoder in
      let error = await #expect(throws: MediaError.self) { try await decoder.info(of: file) }
      // Another test may have a child of the same name for a moment.
      #expect(await eventually { stage.children.isEmpty })
      return try #require(error)
    }
  }
}
