import Glibc
import Lifecycle
import Testing

/// Films of known cuts, that ffmpeg makes.
enum CutFilm {
  static let isPossible = ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + "ffmpeg", X_OK) == 0 }

  /// Scenes that look as different as can be.
  private static let scenes = ["testsrc2", "mandelbrot", "rgbtestsrc", "smptebars"]

  /// Cuts of the test song, whose beats come every half second, if it begins 0.28 seconds after one: bars mostly.
  static let onBeats = [0.72, 2.72, 3.72, 4.72, 6.72, 8.72, 9.72, 10.72, 12.72, 13.72]
  /// Cuts to no music.
  static let loose = [0.84, 1.92, 2.36, 4.8, 5.62, 7.12, 8.04, 9.76, 11.3, 12.38]

  /// A film of 15 seconds, without sound.
  static func make(_ path: String, cuts: [Double]) async throws {
    let bounds: [Double] = [0] + cuts + [15]
    let lengths = zip(bounds.dropFirst(), bounds).map { $0 - $1 }
    let inputs = lengths.enumerated().flatMap { place, length -> [String] in
      ["-f", "lavfi", "-t", "\(length)", "-i", "\(scenes[place % scenes.count])=size=120x200:rate=50"]
    }
    let labels = lengths.indices.map { "[\($0):v]" }.joined()
    let joined = ["-filter_complex", "\(labels)concat=n=\(lengths.count)[v]", "-map", "[v]"]
    try await run(inputs + joined + ["-pix_fmt", "yuv420p", path])
  }

  static func run(_ arguments: [String]) async throws {
    let result = try await ChildProcess(
      "ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments, timeout: .seconds(120)
    ).run()
    #expect(result.isSuccess, "\(result.errorText)")
  }
}
