// Matrices as flat arrays of float64, row after row.

/** a (rows, inner) times b (inner, columns). */
export function product(a, b, rows, inner, columns) {
  const found = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const target = row * columns;
    for (let k = 0; k < inner; k++) {
      const factor = a[row * inner + k];
      const source = k * columns;
      for (let column = 0; column < columns; column++) found[target + column] += factor * b[source + column];
    }
  }
  return found;
}

/** The transpose of a (rows, columns). */
export function transposed(a, rows, columns) {
  const found = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) found[column * rows + row] = a[row * columns + column];
  }
  return found;
}

/** The Frobenius norm, with the largest entry taken out first so that no square overflows or vanishes. */
export function norm(a) {
  let largest = 0;
  for (const entry of a) largest = Math.max(largest, Math.abs(entry));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const entry of a) sum += (entry / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Columns made orthonormal one after the other (modified Gram-Schmidt); needs rows >= columns. */
export function orthonormal(a, rows, columns) {
  const vectors = transposed(a, rows, columns);
  for (let one = 0; one < columns; one++) {
    const vector = vectors.subarray(one * rows, (one + 1) * rows);
    for (let other = 0; other < one; other++) remove(vector, vectors.subarray(other * rows, (other + 1) * rows));
    const length = norm(vector);
    for (let place = 0; place < rows; place++) vector[place] /= length;
  }
  return transposed(vectors, columns, rows);
}

function remove(vector, direction) {
  let share = 0;
  for (let place = 0; place < vector.length; place++) share += vector[place] * direction[place];
  for (let place = 0; place < vector.length; place++) vector[place] -= share * direction[place];
}
