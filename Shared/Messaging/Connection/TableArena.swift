import CRabbitMQ

/// Memory for AMQP tables on their way to the library, freed with the arena.
///
/// A table points to its entries, and those to their texts; all of it must stay where it is for as long as the call
/// that sends it.
struct TableArena: ~Copyable {
  private var blocks: [UnsafeMutableRawPointer] = []

  deinit { for block in blocks { block.deallocate() } }

  mutating func table(
    _ values: [(String, Message.HeaderValue)], adding nested: (name: String, table: amqp_table_t)? = nil
  ) -> amqp_table_t {
    let count = values.count + (nested == nil ? 0 : 1)
    let entries = UnsafeMutablePointer<amqp_table_entry_t>.allocate(capacity: max(count, 1))
    blocks.append(UnsafeMutableRawPointer(entries))
    for (index, (name, value)) in values.enumerated() {
      entries[index] = amqp_table_entry_t(key: bytes(name), value: field(value))
    }
    if let nested {
      var value = amqp_field_value_t()
      value.kind = UInt8(AMQP_FIELD_KIND_TABLE.rawValue)
      value.value.table = nested.table
      entries[count - 1] = amqp_table_entry_t(key: bytes(nested.name), value: value)
    }
    return amqp_table_t(num_entries: Int32(count), entries: entries)
  }

  mutating func bytes(_ text: String) -> amqp_bytes_t {
    var text = text
    return text.withUTF8 { utf8 in
      let block = UnsafeMutableRawPointer.allocate(byteCount: max(utf8.count, 1), alignment: 1)
      block.copyMemory(
        from: utf8.baseAddress ?? UnsafePointer(block.assumingMemoryBound(to: UInt8.self)),
        byteCount: utf8.count)
      blocks.append(block)
      return amqp_bytes_t(len: utf8.count, bytes: block)
    }
  }

  /// Calls `body` while the arena, and so what the table points to, is alive.
  borrowing func withTable<Result>(_ table: amqp_table_t, _ body: (UnsafePointer<amqp_table_t>) -> Result)
    -> Result
  {
    withUnsafePointer(to: table, body)
  }

  private mutating func field(_ value: Message.HeaderValue) -> amqp_field_value_t {
    var field = amqp_field_value_t()
    switch value {
    case .string(let text):
      field.kind = UInt8(AMQP_FIELD_KIND_UTF8.rawValue)
      field.value.bytes = bytes(text)
    case .int(let number):
      field.kind = UInt8(AMQP_FIELD_KIND_I64.rawValue)
      field.value.i64 = number
    case .double(let number):
      field.kind = UInt8(AMQP_FIELD_KIND_F64.rawValue)
      field.value.f64 = number
    case .bool(let flag):
      field.kind = UInt8(AMQP_FIELD_KIND_BOOLEAN.rawValue)
      field.value.boolean = flag ? 1 : 0
    case .unread: field.kind = UInt8(AMQP_FIELD_KIND_VOID.rawValue)
    }
    return field
  }
}
