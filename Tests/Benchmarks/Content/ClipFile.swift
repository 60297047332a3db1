import Glibc
import TestVideo

/// Clips as files, made by `ffmpeg`.
enum ClipFile {
  static let width = 576
  static let height = 1024

  /// Paints a clip and has it encoded. Frames go through a pipe, because all of them together are gigabytes.
  static func write(_ clip: Clip, to path: String) throws {
    guard let stream = popen(line(clip, path), "w") else { throw BenchError("ffmpeg cannot be started") }
    var painter = Painter(clip, width: width, height: height)
    var isWhole = true
    for frame in 0..<clip.frameCount where isWhole {
      let pixels = painter.pixels(of: frame)
      isWhole = fwrite(pixels, 1, pixels.count, stream) == pixels.count
    }
    guard pclose(stream) == 0, isWhole else { throw BenchError("ffmpeg could not make \(path)") }
  }

  private static func line(_ clip: Clip, _ path: String) -> String {
    let rate = clip.rate
    let speed = rate.isVariable ? "\(rate.ticks)" : "\(rate.ticks)/\(rate.pattern[0])"
    let input = "-f rawvideo -pix_fmt rgb24 -s \(width)x\(height) -framerate \(speed) -i -"
    let codec = "-c:v libx264 -preset veryfast -crf 26 -pix_fmt yuv420p -threads 1 -f mp4"
    return "exec ffmpeg -v error -y \(input) \(rate.isVariable ? times(rate) : "") \(codec) '\(path)'"
  }

  /// Frames in a pattern that repeats, each at its own time.
  private static func times(_ rate: FrameRate) -> String {
    let count = rate.pattern.count
    let places = (0..<count).map { "eq(mod(N,\(count)),\($0))*\(rate.place(of: $0))" }
    let place = "floor(N/\(count))*\(rate.place(of: count))+" + places.joined(separator: "+")
    return "-vf \"setpts='\(place)'\" -fps_mode passthrough -enc_time_base 1:\(rate.ticks)"
  }
}
