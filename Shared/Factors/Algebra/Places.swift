/// Hands out the place of the numbers, which several threads may write to, each its own part.
func edit<Number, Failure: Error, Result>(
  _ numbers: inout [Number], _ body: (UnsafeMutablePointer<Number>) throws(Failure) -> Result
) throws(Failure) -> Result {
  // An empty array has no place; one number is allocated then, and never touched.
  if numbers.isEmpty {
    let nowhere = UnsafeMutablePointer<Number>.allocate(capacity: 1)
    defer { nowhere.deallocate() }
    return try body(nowhere)
  }
  return try numbers.withUnsafeMutableBufferPointer { (buffer) throws(Failure) in try body(buffer.start) }
}

extension UnsafeBufferPointer {
  /// Where it begins, of what is not empty.
  var start: UnsafePointer<Element> {
    guard let baseAddress else { preconditionFailure("there is nothing in it") }
    return baseAddress
  }
}

extension UnsafeMutableBufferPointer {
  /// Where it begins, of what is not empty.
  var start: UnsafeMutablePointer<Element> {
    guard let baseAddress else { preconditionFailure("there is nothing in it") }
    return baseAddress
  }
}
