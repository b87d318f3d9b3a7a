/// Finds things that are held elsewhere in a list by what they are; open addressing with linear probing.
struct HashIndex {
  private var slots = [(hash: UInt32, position: Int32)](repeating: (0, -1), count: 1024)
  private var count = 0

  /// The position of the thing that was inserted with this hash and is equal.
  func position(hash: UInt64, equals: (Int) -> Bool) -> Int? {
    let short = Self.short(hash)
    var slot = Int(short) & (slots.count - 1)
    while slots[slot].position >= 0 {
      if slots[slot].hash == short, equals(Int(slots[slot].position)) {
        return Int(slots[slot].position)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Notes a thing that is not there yet.
  mutating func insert(_ position: Int, hash: UInt64) {
    count += 1
    if 2 * count > slots.count {
      let old = slots
      slots = Array(repeating: (0, -1), count: 2 * old.count)
      for entry in old where entry.position >= 0 { place(entry) }
    }
    place((Self.short(hash), Int32(position)))
  }

  private mutating func place(_ entry: (hash: UInt32, position: Int32)) {
    var slot = Int(entry.hash) & (slots.count - 1)
    while slots[slot].position >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = entry
  }

  private static func short(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
}
