import FoundationEssentials
import Glibc
import Lifecycle
import Samples
import TestMusic

extension Question {
  static let loudness = Question(
    name: "loudness",
    help: "the greatest difference to ffmpeg's ebur128 over rates, channels and formats; hookline analyze"
  ) { bench in
    try await withTemporaryFolder { folder in
      let files = try await LoudnessFiles(folder, bench.scale.seed).write()
      let ours = try await OurAnalysis().run(files).heard
      bench.progress.say("loudness: \(files.count) files made and analyzed")
      var differences: [(name: String, value: Double)] = []
      for path in files {
        let peer = try await LoudnessFiles.measured(path)
        // What is not measured differs by all of it.
        let own = ours[path]?.loudness?.integrated ?? -.infinity
        differences.append((String(path.dropFirst(folder.count + 1)), abs(own - peer)))
      }
      return [
        Finding(
          name: "loudness/integrated", unit: "LU", ours: differences.map(\.value).max() ?? .infinity,
          peers: [("ffmpeg", .figure(0))], target: .atMost(0.1), count: files.count, seed: bench.scale.seed,
          details: differences)
      ]
    }
  }
}

/// Files to measure the loudness of.
private struct LoudnessFiles {
  /// Names of files and what ffmpeg makes them with, of pieces of music.
  private static let pieces = [
    ("44100-2.wav", "-ar 44100 -ac 2"), ("48000-1.flac", "-ar 48000 -ac 1"),
    ("22050-2.wav", "-ar 22050 -ac 2"), ("11025-1.wav", "-ar 11025 -ac 1"), ("8000-2.wav", "-ar 8000 -ac 2"),
    ("96000-2.flac", "-ar 96000 -ac 2"), ("192000-2.wav", "-ar 192000 -ac 2"), ("44100-2.mp3", "-b:a 192k"),
    ("48000-2.ogg", "-ar 48000 -ac 2"), ("44100-1.m4a", "-ac 1"),
    ("quiet.wav", "-af volume=-35dB"), ("half-silent.wav", "-af apad=pad_dur=10"),
  ]
  /// Layouts of more channels, and how many they have.
  private static let layouts = [("3.0", 3), ("quad", 4), ("5.1", 6), ("7.1", 8)]

  let folder: String
  let seed: Int

  init(_ folder: String, _ seed: Int) { (self.folder, self.seed) = (folder, seed) }

  func write() async throws -> [String] {
    let music = TestMusic.mixed(.unseen, count: Self.pieces.count * 3, seed: UInt64(seed))
      .filter { $0.truth.duration > 6 }
    var paths: [String] = []
    for ((name, options), piece) in zip(Self.pieces, music) {
      let source = "\(folder)/source.wav"
      try Data(piece.sound().waveFile()).write(to: URL(filePath: source))
      let options = ["-i", source] + options.split(separator: " ").map(String.init)
      paths.append(try await make(name, options))
      unlink(source)
    }
    for (layout, count) in Self.layouts {
      paths.append(try await make("\(layout).wav", ["-f", "lavfi", "-i", Self.noise(layout, count)]))
    }
    return paths
  }

  private func make(_ name: String, _ options: [String]) async throws -> String {
    let path = "\(folder)/\(name)"
    let result = try await ChildProcess("ffmpeg", ["-v", "error", "-nostdin"] + options + [path]).run()
    guard result.isSuccess else { throw BenchError("ffmpeg could not make \(name): \(result.errorText)") }
    return path
  }

  /// Tones and noise that come and go, others in each channel.
  private static func noise(_ layout: String, _ count: Int) -> String {
    let channels = (0..<count).map { channel in
      "(0.2+0.1*sin(t*\(channel + 1)/3))*(sin(2*PI*\(150 + 170 * channel)*t)+random(\(channel))-0.5)"
    }
    return "aevalsrc=\(channels.joined(separator: "|")):c=\(layout):s=48000:d=20"
  }

  /// Of the whole file, with three digits, which the summary has not.
  static func measured(_ path: String) async throws -> Double {
    let filter = "ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=-"
    let result = try await ChildProcess(
      "ffmpeg", ["-v", "error", "-nostdin", "-i", path, "-af", filter, "-f", "null", "-"]
    ).run()
    let last = result.text.split(separator: "\n").last { $0.hasPrefix("lavfi.r128.I=") }
    guard let last, let value = Double(last.drop { $0 != "=" }.dropFirst()) else {
      throw BenchError("ffmpeg measured nothing: \(result.errorText.suffix(200))")
    }
    return value
  }
}
