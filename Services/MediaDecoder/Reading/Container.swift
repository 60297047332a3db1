import CLibav
import Glibc
import MediaWire

/// A file that libav has recognised, with its streams.
final class Container {
  typealias Stream = UnsafeMutablePointer<AVStream>

  /// How much is looked at to find out what a file is and has in it.
  private static let probeByteCount: Int64 = 5 << 20
  private static let probeMicroseconds: Int64 = 5_000_000
  private static let streamLimit = 256
  /// What libav gives for a file in which it has merely seen something that might be media.
  private static let leastScore: Int32 = 5

  let format: UnsafeMutablePointer<AVFormatContext>
  let source: FileSource
  private var pointer: UnsafeMutablePointer<AVFormatContext>?

  private init(_ format: UnsafeMutablePointer<AVFormatContext>, _ source: FileSource) {
    self.format = format
    self.source = source
    pointer = format
  }

  deinit { avformat_close_input(&pointer) }

  var streams: [Stream] {
    UnsafeBufferPointer(start: format.pointee.streams, count: Int(format.pointee.nb_streams)).compactMap {
      $0
    }
  }

  /// What the file's own time shows at its beginning, in seconds. Sound that a codec needs before the beginning has
  /// times just below zero; it is no earlier beginning.
  private(set) lazy var zero: Double = {
    let start = format.pointee.start_time
    guard start != hookline_av_no_time else { return 0 }
    let rounded = Double(start) / Double(AV_TIME_BASE)
    // The container's is rounded; that of the stream that begins first is not.
    let exact = streams.compactMap(\.start).first { abs($0 - rounded) < 2e-6 } ?? rounded
    return -0.2..<0 ~= exact ? 0 : exact
  }()

  /// Finds out what the file is and what it has in it.
  static func open(_ file: FileDescriptor, pixelLimit: Int) throws(Failure) -> Container {
    let source = try FileSource(file)
    guard let format = avformat_alloc_context() else {
      throw Failure(.outOfMemory, "no memory for a container")
    }
    var opened: UnsafeMutablePointer<AVFormatContext>? = format
    do throws(Failure) { format.pointee.pb = try source.context() } catch {
      avformat_free_context(format)
      throw error
    }
    format.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    // What a file refers to is not its business: no other file, no network.
    format.pointee.io_open = { _, _, _, _, _ in hookline_av_error(EPERM) }
    var options = Options.make([
      "format_whitelist": Formats.allowed, "protocol_whitelist": "none",
      "probesize": "\(probeByteCount)", "analyzeduration": "\(probeMicroseconds)",
      "max_streams": "\(streamLimit)",
    ])
    defer { av_dict_free(&options) }
    Libraries.hasRefusedStream = false
    // It frees the context when it fails.
    let result = avformat_open_input(&opened, nil, nil, &options)
    guard result >= 0 else { throw openFailure(result, source) }
    let container = Container(format, source)
    try container.look(pixelLimit: pixelLimit)
    return container
  }

  private func look(pixelLimit: Int) throws(Failure) {
    guard format.pointee.probe_score >= Self.leastScore else { throw Self.unreadable }
    // The decoders that libav opens to look into a stream keep to the limit too.
    var options = streams.map { _ in Options.make(["max_pixels": "\(pixelLimit)", "threads": "1"]) }
    let count = options.count
    let result = options.withUnsafeMutableBufferPointer {
      avformat_find_stream_info(format, $0.baseAddress)
    }
    for index in 0..<count { av_dict_free(&options[index]) }
    guard result >= 0 else { throw Self.openFailure(result, source) }
    guard format.pointee.nb_streams > 0 else { throw Self.unreadable }
  }

  private static let unreadable = Failure(.unreadable, "the file is not media that can be read")

  private static func openFailure(_ result: Int32, _ source: FileSource) -> Failure {
    if let fault = source.fault {
      return Failure(.io, "the file could not be read: \(String(cString: strerror(fault)))")
    }
    if Libraries.hasRefusedStream {
      return Failure(.tooLarge, "the file has more than \(streamLimit) streams")
    }
    guard result == hookline_av_error(ENOMEM) else { return unreadable }
    return Failure(.outOfMemory, "no memory to open the file")
  }
}
