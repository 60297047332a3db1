import CLibav
import MediaWire

/// A packet that is filled again and again.
final class Packet {
  let pointer: UnsafeMutablePointer<AVPacket>
  private var owned: UnsafeMutablePointer<AVPacket>?

  init() throws(Failure) {
    guard let made = av_packet_alloc() else { throw Failure(.outOfMemory, "no memory for a packet") }
    pointer = made
    owned = made
  }

  deinit { av_packet_free(&owned) }

  var streamIndex: Int { Int(pointer.pointee.stream_index) }

  /// Lets go of what is in it.
  func clear() { av_packet_unref(pointer) }
}
