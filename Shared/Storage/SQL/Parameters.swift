/// The values of a statement in the binary form that libpq sends, side by side in one buffer.
struct Parameters: Sendable, Equatable {
  private(set) var types: [UInt32] = []
  private(set) var bytes: [UInt8] = []
  /// Where each value ends in `bytes`, and whether it is null.
  private var ends: [Int] = []
  private var nulls: [Bool] = []

  var count: Int { types.count }

  mutating func append<Value: Bindable>(_ value: Value) {
    types.append(Value.type.id)
    nulls.append(value.isNull)
    if !value.isNull { value.encode(into: &bytes) }
    ends.append(bytes.count)
  }

  mutating func append(_ other: Parameters) {
    let offset = bytes.count
    types += other.types
    bytes += other.bytes
    ends += other.ends.map { $0 + offset }
    nulls += other.nulls
  }

  /// Calls `body` with the arrays that the libpq calls want; they live as long as the call.
  func withPointers<Result>(
    _ body: (_ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]) throws(StorageError)
      ->
      Result
  ) throws(StorageError) -> Result {
    guard bytes.count <= Int(Int32.max) else {
      throw StorageError(.configuration, "the parameters of one statement are over 2 GiB")
    }
    var starts: [Int] = [0]
    starts += ends
    let lengths = zip(starts, ends).map { Int32($1 - $0) }
    let formats = [Int32](repeating: 1, count: count)
    // An empty value needs a pointer that is not null, or it would be one: hence the byte past the end.
    var padded = bytes
    padded.append(0)
    var outcome: Swift.Result<Result, StorageError>?
    padded.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        let values = nulls.indices.map { index in
          nulls[index] ? nil : characters.baseAddress.map { $0 + starts[index] }
        }
        do throws(StorageError) {
          outcome = .success(try body(values, lengths, formats))
        } catch {
          outcome = .failure(error)
        }
      }
    }
    guard let outcome else { preconditionFailure("the body always sets the outcome") }
    return try outcome.get()
  }
}
