import Glibc
import Lifecycle
import Models
import TestKit
import Testing

@testable import Sources

/// The program itself, where it is installed, without the web: that it knows what it is asked with.
@Suite(.enabled(if: installedYtDlp() != nil, "yt-dlp is not installed"), .timeLimit(.minutes(2)))
struct RealYtDlpTests {
  static let program = installedYtDlp()

  private func source() -> YtDlp {
    var settings = YtDlpSettings(program: Self.program)
    settings.callsPerSecond = nil
    // A way to the web on which nobody listens.
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] {
      settings.environment[name] = "http://127.0.0.1:9"
    }
    settings.environment["NO_PROXY"] = nil
    settings.environment["no_proxy"] = nil
    return YtDlp(settings)
  }

  @Test func `is new enough`() async throws {
    try await source().check()
  }

  @Test func `knows the options, and its failure is told for what it is`() async throws {
    let source = source()

    let subjects: [(ListingSubject, SourceError.Code)] = [
      (.hashtag("fyp"), .unavailable), (.profile(try Handle("kestrel")), .unavailable),
      // It lists sounds only with an identity of the app, which nobody has.
      (.sound(SourceKey(.tiktok, "7036843036118469381")), .unsupported),
    ]
    for (subject, code) in subjects {
      let error = await #expect(throws: SourceError.self) {
        try await source.listing(of: subject, after: nil)
      }
      #expect(error?.code == code, "\(subject): \(error?.message ?? "")")
    }
    let error = await #expect(throws: SourceError.self) {
      try await source.post(at: "https://www.tiktok.com/@kestrel/photo/7301")
    }

    #expect(error?.code == .unavailable, "\(error?.message ?? "")")
    #expect(source.meter.take().failures == [.unreachable: 3, .refused: 1])
  }
}

/// Where yt-dlp is: named, among the tests' own packages, or in PATH.
private func installedYtDlp() -> String? {
  func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
  var places = [variable("HOOKLINE_YTDLP") ?? "", CheckoutFiles.root + "/.local/venv/bin/yt-dlp"]
  places += (variable("PATH") ?? "").split(separator: ":").map { String($0) + "/yt-dlp" }
  return places.first { !$0.isEmpty && access($0, X_OK) == 0 }
}
