/// The values of a statement in the binary form that libpq sends, side by side in one buffer.
struct Parameters: Sendable, Equatable {
  private(set) var types: [UInt32] = []
  private(set) var bytes: [UInt8] = []
  /// Where each value begins in `bytes`; `nil` for null.
  private var starts: [Int?] = []
  private var lengths: [Int32] = []

  var count: Int { types.count }

  mutating func append<Value: Bindable>(_ value: Value) {
    let start = bytes.count
    let isNull = value.isNull
    if !isNull { value.encode(into: &bytes) }
    types.append(Value.type.id)
    starts.append(isNull ? nil : start)
    // What does not fit is refused with the whole statement, before the length is looked at.
    lengths.append(Int32(clamping: bytes.count - start))
  }

  mutating func append(_ other: Parameters) {
    let offset = bytes.count
    types += other.types
    bytes += other.bytes
    starts += other.starts.map { start in start.map { $0 + offset } }
    lengths += other.lengths
  }

  /// Calls `body` with what the libpq calls want; it lives as long as the call. Nothing is allocated on the
  /// heap here: a small query has little else to spend its time on.
  func withPointers(
    _ body: (
      _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: [Int32], _ formats: UnsafePointer<Int32>?
    ) -> Int32
  ) throws(StorageError) -> Int32 {
    guard bytes.count <= Int(Int32.max) else {
      throw StorageError(.configuration, "the parameters of one statement are over 2 GiB")
    }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { formats in
      withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
        bytes.withUnsafeBytes { buffer in
          formats.initialize(repeating: 1)
          // Empty values alone may leave no buffer; they still need a pointer, or they would be null.
          let base = buffer.baseAddress ?? UnsafeRawPointer(formats.baseAddress)
          for (index, start) in starts.enumerated() {
            let value = start.flatMap { start in base.map { $0 + start } }
            values.initializeElement(at: index, to: value?.assumingMemoryBound(to: CChar.self))
          }
          return body(UnsafePointer(values.baseAddress), lengths, UnsafePointer(formats.baseAddress))
        }
      }
    }
  }
}
