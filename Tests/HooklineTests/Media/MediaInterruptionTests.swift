import Audio
import FoundationEssentials
import Glibc
import Lifecycle
import Synchronization
import TestKit
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(1))) struct MediaInterruptionTests {
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal ends the work with one line and leaves no part of a file`(number: Int32) async throws {
    try await MediaStage.withFolder { folder in
      let (source, out) = (folder + "/in", folder + "/out")
      for path in [source, out] { try #require(mkdir(path, 0o700) == 0) }
      // It fails at once, and so tells that the program runs.
      try Data("no media".utf8).write(to: URL(filePath: source + "/a.txt"))
      try Self.writeSilence(hours: 1, to: source + "/long.wav")
      let running = Mutex<Int32?>(nil)
      var child = ChildProcess(
        Binary.path,
        ["media", "extract", "--sound", "--rate", "192000", "--channels", "2", source, "-o", out],
        environment: [
          "HOOKLINE_ENV_FILE": "/dev/null",
          "HOOKLINE_MEDIA_DECODER": CheckoutFiles.program("hookline-media-decoder"),
        ], timeout: .seconds(50))
      child.onErrorOutput = { pid, _ in running.withLock { $0 = pid } }
      async let ended = child.run()
      let hasBegun = await eventually {
        (try? MediaStage.names(in: out).isEmpty) == false && running.withLock { $0 } != nil
      }
      let pid = try #require(running.withLock { $0 })
      kill(pid, number)
      let result = try await ended

      #expect(hasBegun)
      #expect(result.status == .exited(130))
      let lines = result.errorText.split(separator: "\n")
      #expect(lines.count == 2 && lines.last == "hookline: interrupted", "\(result.errorText)")
      #expect(try MediaStage.names(in: out) == [])
    }
  }

  /// Takes no room: the file has a hole.
  private static func writeSilence(hours: Int, to path: String) throws {
    let byteCount = hours * 3600 * 11_025 * 2
    let header = WaveHeader(rate: 11_025, channels: 1, samples: .int16, dataByteCount: byteCount)
    try Data(header.bytes).write(to: URL(filePath: path))
    try #require(truncate(path, WaveHeader.byteCount + byteCount) == 0)
  }
}
