import Glibc
import Lifecycle
import TestKit

/// A folder of small media that are as they should be, made once for all tests of the process.
struct SoundMedia: Sendable {
  let files: [String: [UInt8]]

  static let shared = Task { try await make() }

  /// Whether the program that makes them is there.
  static let canBeMade = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg"].contains { (path: String) in
    access(path, X_OK) == 0
  }

  private static let sound = ["-f", "lavfi", "-i", "sine=440:d=1,aformat=channel_layouts=stereo"]
  private static let picture = ["-f", "lavfi", "-i", "testsrc2=s=64x96:r=10:d=1"]
  private static let h264 = ["-c:v", "libx264", "-pix_fmt", "yuv420p"]

  private static let recipes: [(name: String, arguments: [String])] = [
    ("a.mp3", sound), ("a.wav", sound), ("a.flac", sound), ("a.ogg", sound + ["-c:a", "libvorbis"]),
    ("a.opus", sound), ("a.m4a", sound), ("a.aac", sound), ("a.mka", sound + ["-c:a", "ac3"]),
    ("a.mp4", picture + sound + h264), ("a.mkv", picture + sound + h264),
    ("fast.mp4", picture + sound + h264 + ["-movflags", "faststart"]),
    ("fragments.mp4", picture + sound + h264 + ["-movflags", "frag_keyframe+empty_moov"]),
    ("a.webm", picture + sound + ["-c:v", "libvpx", "-c:a", "libopus"]),
    ("hevc.mp4", picture + ["-c:v", "libx265", "-x265-params", "log-level=error"]),
    ("a.ts", picture + sound + h264), ("a.avi", picture + sound), ("a.gif", picture),
    ("a.png", picture + ["-frames:v", "1"]), ("a.jpg", picture + ["-frames:v", "1"]),
    ("a.webp", picture + ["-frames:v", "1"]),
    ("surround.flac", ["-f", "lavfi", "-i", "sine=440:d=1,aformat=channel_layouts=7.1:sample_rates=192000"]),
    ("none.mp4", picture + h264 + ["-t", "0"]),
    ("hour.flac", ["-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=3600"]),
    ("huge.mp4", ["-f", "lavfi", "-i", "color=s=8192x8192:r=1:d=1"] + h264 + ["-preset", "ultrafast"]),
  ]

  private static func make() async throws -> SoundMedia {
    var template = Array("/tmp/hookline-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(what: "no temporary folder") }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { rmdir(folder) }
    var files: [String: [UInt8]] = [:]
    for recipe in recipes {
      files[recipe.name] = try await make(recipe.arguments, "\(folder)/\(recipe.name)")
    }
    let inputs = ["-f", "lavfi", "-i", "sine=440:d=0.2:r=8000"]
    let maps = Array(repeating: ["-map", "0:a"], count: 200).flatMap(\.self)
    files["crowd.mka"] = try await make(inputs + maps + ["-c:a", "pcm_s16le"], "\(folder)/crowd.mka")
    return SoundMedia(files: files)
  }

  private static func make(_ arguments: [String], _ path: String) async throws -> [UInt8] {
    let result = try await ChildProcess(
      "ffmpeg", ["-v", "error", "-nostdin"] + arguments + ["-shortest", path],
      environment: ChildProcess.ownEnvironment, timeout: .seconds(60)
    ).run()
    defer { unlink(path) }
    guard result.isSuccess, let bytes = contents(path) else {
      throw Failure(what: "ffmpeg could not make \(path): \(result.errorText)")
    }
    return bytes
  }

  private static func contents(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
  }

  struct Failure: Error { let what: String }

  /// One of the files; there is no other of its name.
  subscript(name: String) -> [UInt8] {
    get throws {
      guard let bytes = files[name] else { throw Failure(what: "there is no \(name)") }
      return bytes
    }
  }
}
