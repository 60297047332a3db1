import FoundationEssentials
public import Storage

extension KeyRecord: DocumentReadable {
  /// Its number is not told: that is 0.
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      id: 0, label: try part.text("id"), name: try part.text("name"), scopes: try part.texts("scopes"),
      createdBy: try part.text("createdBy"), createdAt: try part.moment("createdAt"),
      expiresAt: try part.maybeMoment("expiresAt"), revokedAt: try part.maybeMoment("revokedAt"),
      lastUsedAt: try part.maybeMoment("lastUsedAt"))
  }
}

extension MadeKey: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let record = try KeyRecord(part)
    let text = try part.text("secret")
    guard KeyText(text)?.label == record.label else {
      throw try part.member("secret").fault("is not that of this key")
    }
    self.init(record: record, text: text)
  }
}

extension AuditStore.Found: DocumentReadable {
  /// The number of the key is not told, only its label.
  public init(_ part: DocumentPart) throws(DocumentError) {
    let detail = try part.member("detail")
    _ = try detail.members()
    self.init(
      id: try part.id("id"), at: try part.moment("at"), keyLabel: try part.maybeText("key"),
      entry: AuditEntry(
        key: nil, who: try part.text("who"), action: try part.text("action"),
        subject: try part.maybeText("subject"), requestID: try part.text("request"),
        result: try part.choice("result"), detail: JSON(text: detail.value.line)))
  }
}
