public import Models

extension Session {
  /// Stores these fingerprints with their terms, in place of those that had their keys. Of several with one key the
  /// last is kept.
  public func storeFingerprints(_ entries: [IndexedFingerprint]) throws {
    let entries = Dictionary(entries.map { ($0.key, $0) }) { $1 }.values.sorted { $0.key < $1.key }
    guard !entries.isEmpty else { return }
    // Rows first: whoever stores the same keys meanwhile waits here, and then takes out what this one put in.
    let keys = entries.map(\.key)
    try execute(Self.claim(keys))
    try removeTerms(of: keys)
    try execute(Self.filling(entries))
    for entry in entries { try insertTerms(of: entry) }
  }

  /// Copies fingerprints whose keys are not there yet: the fastest way to bring many.
  public func copyFingerprints(_ entries: [IndexedFingerprint]) throws {
    let columns = ["track_id", "number", "algorithm", "item_duration", "items", "terms", "places"]
    try copyIn(into: "hookline.fingerprint", columns: columns) { writer in
      for entry in entries {
        writer.append(entry.key.track.rawValue)
        writer.append(entry.key.number)
        writer.append(Int16(Fingerprint.algorithm))
        writer.append(entry.fingerprint.itemDuration)
        writer.append(Bytes(items: entry.fingerprint.items))
        writer.append(entry.terms.map(\.term))
        writer.append(entry.terms.map(\.place))
        try writer.endRow()
      }
    }
    try copyTerms(of: entries)
  }

  private func copyTerms(of entries: [IndexedFingerprint]) throws {
    try copyIn(into: "hookline.fingerprint_term", columns: ["term", "number", "place", "track_id"]) {
      writer in
      for entry in entries {
        for term in entry.terms {
          writer.append(term.term)
          writer.append(entry.key.number)
          writer.append(term.place)
          writer.append(entry.key.track.rawValue)
          try writer.endRow()
        }
      }
    }
  }

  /// Takes out every fingerprint of these tracks.
  public func deleteFingerprints(of tracks: [Track.ID]) throws {
    guard !tracks.isEmpty else { return }
    // The terms of exactly those rows that go: another may store one for the same track meanwhile.
    try execute(
      """
      with meant as materialized (
        select track_id, algorithm, number from hookline.fingerprint where track_id = any(\(tracks))
        order by algorithm, track_id, number for update
      ), gone as (
        delete from hookline.fingerprint f using meant m
        where f.track_id = m.track_id and f.algorithm = m.algorithm and f.number = m.number
        returning f.track_id, f.number, f.terms, f.places
      )
      delete from hookline.fingerprint_term t
      using gone g cross join lateral unnest(g.terms, g.places) as kept (term, place)
      where t.term = kept.term and t.number = g.number and t.place = kept.place and t.track_id = g.track_id
      """)
  }

  private static func claim(_ keys: [FingerprintKey]) -> SQL {
    """
    insert into hookline.fingerprint (track_id, number, algorithm, item_duration, items, terms, places)
    select track_id, number, \(Int16(Fingerprint.algorithm)), 1, '', '{}', '{}'
    from \(unnest: keys.map(\.track), keys.map(\.number)) as asked (track_id, number)
    order by track_id, number
    on conflict (track_id, algorithm, number) do update set stored_at = now()
    """
  }

  private func removeTerms(of keys: [FingerprintKey]) throws {
    try execute(
      """
      delete from hookline.fingerprint_term t
      using \(unnest: keys.map(\.track), keys.map(\.number)) as asked (track_id, number)
      join hookline.fingerprint f
        on f.track_id = asked.track_id and f.algorithm = \(Int16(Fingerprint.algorithm)) and f.number = asked.number
      cross join unnest(f.terms, f.places) as kept (term, place)
      where t.term = kept.term and t.number = f.number and t.place = kept.place and t.track_id = f.track_id
      """)
  }

  private static func filling(_ entries: [IndexedFingerprint]) -> SQL {
    let items = entries.map { Bytes(items: $0.fingerprint.items) }
    let durations = entries.map(\.fingerprint.itemDuration)
    return """
      update hookline.fingerprint f
      set item_duration = given.item_duration, items = given.items, terms = '{}', places = '{}'
      from \(unnest: entries.map(\.key.track), entries.map(\.key.number), durations, items)
        as given (track_id, number, item_duration, items)
      where f.track_id = given.track_id and f.algorithm = \(Int16(Fingerprint.algorithm))
        and f.number = given.number
      """
  }

  private func insertTerms(of entry: IndexedFingerprint) throws {
    let (terms, places) = (entry.terms.map(\.term), entry.terms.map(\.place))
    try execute(
      """
      with filled as (
        update hookline.fingerprint set terms = \(terms), places = \(places)
        where track_id = \(entry.key.track) and algorithm = \(Int16(Fingerprint.algorithm))
          and number = \(entry.key.number)
      )
      insert into hookline.fingerprint_term (term, number, place, track_id)
      select term, \(entry.key.number), place, \(entry.key.track)
      from \(unnest: terms, places) as given (term, place)
      """)
  }
}
