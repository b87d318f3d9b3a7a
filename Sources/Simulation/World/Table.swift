import CMemory

/// Plain values by number, each as near as possible to the beginning of a line of the processor's cache.
///
/// Unlike an array it never asks whether it is shared, since it is not: a copy is the same table.
struct Table<Value: BitwiseCopyable>: RandomAccessCollection, MutableCollection {
  private final class Memory {
    let first: UnsafeMutableRawPointer

    init(bytes: Int) {
      first = .allocate(byteCount: bytes, alignment: Table.line)
    }

    deinit { first.deallocate() }
  }

  /// How many bytes a processor fetches at once.
  private static var line: Int { 64 }

  private var memory: Memory
  private var first: UnsafeMutablePointer<Value>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 16
    memory = Memory(bytes: capacity * MemoryLayout<Value>.stride)
    first = memory.first.bindMemory(to: Value.self, capacity: capacity)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Value {
    @inline(__always) unsafeAddress {
      precondition(index >= 0 && index < count)
      return UnsafePointer(first + index)
    }
    @inline(__always) unsafeMutableAddress {
      precondition(index >= 0 && index < count)
      return first + index
    }
  }

  /// How many values there are in a line of the cache, at least one.
  static var perLine: Int { Swift.max(1, line / MemoryLayout<Value>.stride) }

  /// Begins to fetch a value from memory, and does not wait for it.
  @inline(__always)
  func fetch(_ index: Int) { fetchAhead(first + index) }

  @inline(__always)
  mutating func popLast() -> Value? {
    if count == 0 { return nil }
    count -= 1
    return first[count]
  }

  /// Removes all values, and keeps their room.
  mutating func removeAll() { count = 0 }

  /// - Complexity: O(1) on average.
  @inline(__always)
  mutating func append(_ value: Value) {
    if count == capacity { reserve(count + 1) }
    (first + count).initialize(to: value)
    count += 1
  }

  mutating func append(contentsOf values: some Collection<Value>) {
    reserve(count + values.count)
    for value in values { append(value) }
  }

  /// Makes room for so many values.
  mutating func reserve(_ wanted: Int) {
    if wanted <= capacity { return }
    capacity = Swift.max(2 * capacity, wanted)
    let larger = Memory(bytes: capacity * MemoryLayout<Value>.stride)
    let start = larger.first.bindMemory(to: Value.self, capacity: capacity)
    start.initialize(from: first, count: count)
    (memory, first) = (larger, start)
  }
}
