/// Takes the body of a response as it comes, instead of memory.
///
/// Called on the thread of the client, which moves no other bytes meanwhile: a sink may write to a file, not wait. After
/// the request was cancelled a last call may still come.
public protocol BodySink: Sendable {
  /// Hears of the head before the body, once, however the response ends after it. False breaks it off.
  func begin(_ status: Status, _ headers: Headers) -> Bool
  /// Takes bytes that are only there during the call. False breaks the response off.
  func take(_ bytes: UnsafeRawBufferPointer) -> Bool
}
