import Crypto
import Glibc
import Lifecycle

/// Files to decode, made by `ffmpeg` when they are needed.
enum BenchmarkMedia {
  /// Three minutes of stereo at 44,100 samples a second, 192 kbit/s.
  case song
  /// A minute of 576x1024 at 30 frames a second, with movement and grain.
  case clip

  /// Hands the path of the file to `body` and removes it.
  func with<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    try await withTemporaryFile { path in
      let result = try await ChildProcess(
        "ffmpeg", ["-v", "error", "-nostdin"] + arguments + [path], environment: ChildProcess.ownEnvironment,
        timeout: .seconds(300)
      ).run()
      guard result.isSuccess else { throw BenchError("ffmpeg could not make a file: \(result.errorText)") }
      return try await body(path)
    }
  }

  private var arguments: [String] {
    switch self {
    case .song:
      // A chord that swells over noise: both channels differ, and the codec has something to do.
      let left = "0.2*sin(2*PI*220*t)*(1+sin(2*PI*0.5*t))/2+0.2*sin(2*PI*277*t)+0.1*(random(0)-0.5)"
      let right = "0.2*sin(2*PI*330*t)*(1+sin(2*PI*2*t))/2+0.2*sin(2*PI*440*t)+0.1*(random(1)-0.5)"
      return [
        "-f", "lavfi", "-i", "aevalsrc=\(left)|\(right):s=44100:d=180", "-b:a", "192k", "-f", "mp3",
      ]
    case .clip:
      let picture = "testsrc2=size=576x1024:rate=30:duration=60,noise=alls=8:allf=t"
      return [
        "-f", "lavfi", "-i", picture, "-c:v", "libx264", "-preset", "fast", "-crf", "26", "-pix_fmt",
        "yuv420p",
        "-f", "mp4",
      ]
    }
  }
}
