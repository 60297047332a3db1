import CMicroHTTPD

/// A connection of libmicrohttpd.
///
/// Sendable although it is a pointer: `resume` may be called from any thread, and is called at most once for
/// each `suspend`, while the connection cannot be freed; everything else is called on the event thread only.
struct ConnectionHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  func suspend() { MHD_suspend_connection(pointer) }
  func resume() { MHD_resume_connection(pointer) }
}
