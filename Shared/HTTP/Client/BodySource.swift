/// The body of a request that is read while it is sent, for what is too much for memory.
///
/// It is asked for on the thread of the client, which waits meanwhile: files answer at once, and pipes do not. A place may
/// be asked for again, where a connection that was kept turns out to be gone.
public protocol BodySource: Sendable {
  /// Just as many bytes are sent.
  var byteCount: Int { get }

  /// Fills the buffer from a place on, or a part of it, and says how many bytes those are; nil when they cannot be had any
  /// more, which breaks the request off with `.unreadable`.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int?
}
