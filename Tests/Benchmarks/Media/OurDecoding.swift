import Glibc
import Lifecycle
import Media
import MediaWire
import Telemetry

/// What it took the decoder to read one file several times. It lives long, so its start counts once for all of them.
struct OurDecoding: Sendable {
  static let turns = 5

  let sampleCount: Int
  let pictureCount: Int
  /// Of one turn, of both processes, with its share of the start.
  let cpuSeconds: Double
  /// Of the first turn with all of the start.
  let firstCPUSeconds: Double
  /// Bytes that came, in millions.
  let megabytes: Double

  static func measure(_ path: String, _ order: DecodeOrder, _ bench: Bench) async throws -> OurDecoding {
    let program = try Programs.beside("hookline-media-decoder")
    let (first, _) = try await measure(path, order, program, bench.logger, turns: 1)
    let (all, counter) = try await measure(path, order, program, bench.logger, turns: turns)
    return OurDecoding(
      sampleCount: counter.sampleCount, pictureCount: counter.pictureCount, cpuSeconds: all / Double(turns),
      firstCPUSeconds: first, megabytes: Double(counter.byteCount) / 1e6)
  }

  /// The child's time is known once it has ended.
  private static func measure(
    _ path: String, _ order: DecodeOrder, _ program: String, _ logger: Logger, turns: Int
  ) async throws -> (Double, Counter) {
    let before = processorSeconds()
    let decoder = Decoder(DecoderSettings(program: program), logger: logger)
    var last = Counter()
    for _ in 0..<turns {
      last = try await decoder.decode(try MediaFile(path: path), order, into: Counter()).consumer
    }
    await decoder.close()
    return (processorSeconds() - before, last)
  }

  private struct Counter: ReplyConsumer {
    var sampleCount = 0
    var pictureCount = 0
    var byteCount = 0

    mutating func take(_ reply: Reply) {
      switch reply {
      case .sound(let part):
        sampleCount += part.samples.count
        byteCount += part.samples.count * 4
      case .picture(let picture):
        pictureCount += 1
        byteCount += picture.pixels.count
      default: break
      }
    }
  }
}

/// The same by `ffmpeg`, whose output is read from a pipe and forgotten.
enum FFmpegDecoding {
  static func cpuSeconds(_ path: String, _ options: String) throws -> Double {
    let before = processorSeconds()
    let count = try read("exec ffmpeg -v error -nostdin -i '\(path)' \(options) -")
    guard count > 0 else { throw BenchError("ffmpeg made nothing of \(path)") }
    return processorSeconds() - before
  }

  /// Runs a line of the shell and counts what it prints.
  private static func read(_ line: String) throws -> Int {
    guard let stream = popen(line, "r") else { throw BenchError("cannot start: \(line)") }
    let descriptor = fileno(stream)
    // As large as the pipe of our own child.
    _ = fcntl(descriptor, 1031 /* F_SETPIPE_SZ */, 1 << 20)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var count = 0
    while true {
      let got = Glibc.read(descriptor, &buffer, buffer.count)
      guard got > 0 else { break }
      count += got
    }
    guard pclose(stream) == 0 else { throw BenchError("failed: \(line)") }
    return count
  }
}
