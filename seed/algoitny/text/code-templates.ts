import type { Language } from '../languages.ts';

/** What surrounds a program, and the functions that it is made of; words in braces are filled in by `code.ts`. */
export interface CodeTemplate {
  readonly head: string;
  readonly units: readonly string[];
  readonly tail: string;
}

export const codeTemplates: Readonly<Record<Language, CodeTemplate>> = {
  python: {
    head: 'import sys\nfrom collections import defaultdict, deque\ninput = sys.stdin.readline\n\n',
    units: [
      'def {verb}_{noun}({noun}s, limit):\n    # {comment}\n    best = [0] * (limit + 1)\n    for index, {noun} in enumerate({noun}s):\n        for at in range(limit, {noun} - 1, -1):\n            best[at] = max(best[at], best[at - {noun}] + {number})\n    return best[limit]\n',
      'def {verb}({noun}, {other}):\n    if {noun} == {other}:\n        return {noun}\n    low, high = 0, {number}\n    while low < high:\n        middle = (low + high) // 2\n        if {noun}[middle] < {other}:\n            low = middle + 1  # {comment}\n        else:\n            high = middle\n    return low\n',
      'def walk_{noun}(graph, start):\n    seen = {start}\n    queue = deque([(start, 0)])\n    while queue:\n        at, distance = queue.popleft()\n        # {comment}\n        for following in graph[at]:\n            if following not in seen:\n                seen.add(following)\n                queue.append((following, distance + {number}))\n    return len(seen)\n',
      'class {Noun}:\n    def __init__(self, size):\n        self.parent = list(range(size))\n        self.{other} = [1] * size\n\n    def find(self, at):\n        while self.parent[at] != at:\n            self.parent[at] = self.parent[self.parent[at]]\n            at = self.parent[at]\n        return at\n\n    def {verb}(self, a, b):\n        # {comment}\n        a, b = self.find(a), self.find(b)\n        if a == b:\n            return False\n        self.parent[a] = b\n        return True\n',
    ],
    tail: '\nn, m = map(int, input().split())\nprint(solve(n, m))\n',
  },
  cpp: {
    head: '#include <bits/stdc++.h>\nusing namespace std;\ntypedef long long ll;\n\n',
    units: [
      'll {verb}_{noun}(vector<ll>& {noun}, int limit) {\n    // {comment}\n    vector<ll> best(limit + 1, 0);\n    for (size_t i = 0; i < {noun}.size(); i++)\n        for (int at = limit; at >= {noun}[i]; at--)\n            best[at] = max(best[at], best[at - {noun}[i]] + {number});\n    return best[limit];\n}\n',
      'int {verb}(const vector<int>& {noun}, int {other}) {\n    int low = 0, high = (int){noun}.size();\n    while (low < high) {\n        int middle = (low + high) / 2;\n        if ({noun}[middle] < {other}) low = middle + 1; // {comment}\n        else high = middle;\n    }\n    return low % {number};\n}\n',
      'struct {Noun} {\n    vector<int> parent, {other};\n    {Noun}(int size) : parent(size), {other}(size, 1) { iota(parent.begin(), parent.end(), 0); }\n    int find(int at) { return parent[at] == at ? at : parent[at] = find(parent[at]); }\n    bool {verb}(int a, int b) {\n        a = find(a); b = find(b);\n        if (a == b) return false; // {comment}\n        parent[a] = b;\n        return true;\n    }\n};\n',
    ],
    tail: '\nint main() {\n    ios::sync_with_stdio(false);\n    cin.tie(nullptr);\n    int n, m;\n    cin >> n >> m;\n    cout << solve(n, m) << "\\n";\n}\n',
  },
  java: {
    head: 'import java.io.*;\nimport java.util.*;\n\npublic class Main {\n',
    units: [
      '    static long {verb}{Noun}(int[] {noun}s, int limit) {\n        // {comment}\n        long[] best = new long[limit + 1];\n        for (int {noun} : {noun}s) {\n            for (int at = limit; at >= {noun}; at--) {\n                best[at] = Math.max(best[at], best[at - {noun}] + {number});\n            }\n        }\n        return best[limit];\n    }\n',
      '    private static int {verb}(List<Integer> {noun}, int {other}) {\n        int low = 0, high = {noun}.size();\n        while (low < high) {\n            int middle = (low + high) >>> 1;\n            if ({noun}.get(middle) < {other}) low = middle + 1;\n            else high = middle; // {comment}\n        }\n        return low;\n    }\n',
      '    static int walk{Noun}(List<List<Integer>> graph, int start) {\n        boolean[] seen = new boolean[graph.size()];\n        Deque<Integer> queue = new ArrayDeque<>(List.of(start));\n        int {other} = {number};\n        while (!queue.isEmpty()) {\n            // {comment}\n            for (int following : graph.get(queue.poll())) {\n                if (!seen[following]) { seen[following] = true; queue.add(following); {other}++; }\n            }\n        }\n        return {other};\n    }\n',
    ],
    tail: '\n    public static void main(String[] args) throws IOException {\n        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));\n        StringTokenizer line = new StringTokenizer(in.readLine());\n        System.out.println(solve(Integer.parseInt(line.nextToken()), Integer.parseInt(line.nextToken())));\n    }\n}\n',
  },
  javascript: {
    head: "const lines = require('fs').readFileSync(0, 'utf8').trim().split('\\n');\n\n",
    units: [
      'function {verb}{Noun}({noun}s, limit) {\n  // {comment}\n  const best = new Array(limit + 1).fill(0);\n  for (const {noun} of {noun}s) {\n    for (let at = limit; at >= {noun}; at--) best[at] = Math.max(best[at], best[at - {noun}] + {number});\n  }\n  return best[limit];\n}\n',
      'const {verb} = ({noun}, {other}) => {\n  let low = 0, high = {noun}.length;\n  while (low < high) {\n    const middle = (low + high) >> 1;\n    if ({noun}[middle] < {other}) low = middle + 1;\n    else high = middle; // {comment}\n  }\n  return low % {number};\n};\n',
    ],
    tail: "\nconst [n, m] = lines[0].split(' ').map(Number);\nconsole.log(solve(n, m));\n",
  },
  kotlin: {
    head: 'import java.io.*\nimport java.util.*\n\n',
    units: [
      'fun {verb}{Noun}({noun}s: IntArray, limit: Int): Long {\n    // {comment}\n    val best = LongArray(limit + 1)\n    for ({noun} in {noun}s) {\n        for (at in limit downTo {noun}) best[at] = maxOf(best[at], best[at - {noun}] + {number})\n    }\n    return best[limit]\n}\n',
    ],
    tail: '\nfun main() = with(BufferedReader(InputStreamReader(System.`in`))) {\n    val (n, m) = readLine().split(" ").map { it.toInt() }\n    println(solve(n, m))\n}\n',
  },
  go: {
    head: 'package main\n\nimport (\n\t"bufio"\n\t"fmt"\n\t"os"\n)\n\n',
    units: [
      'func {verb}{Noun}({noun} []int, {other} int) int {\n\tlow, high := 0, len({noun})\n\tfor low < high {\n\t\tmiddle := (low + high) / 2\n\t\tif {noun}[middle] < {other} {\n\t\t\tlow = middle + 1 // {comment}\n\t\t} else {\n\t\t\thigh = middle\n\t\t}\n\t}\n\treturn low % {number}\n}\n',
    ],
    tail: '\nfunc main() {\n\tin := bufio.NewReader(os.Stdin)\n\tvar n, m int\n\tfmt.Fscan(in, &n, &m)\n\tfmt.Println(solve(n, m))\n}\n',
  },
  rust: {
    head: 'use std::io::{self, Read};\nuse std::collections::HashMap;\n\n',
    units: [
      'fn {verb}_{noun}({noun}: &[i64], limit: usize) -> i64 {\n    // {comment}\n    let mut best = vec![0i64; limit + 1];\n    for &value in {noun} {\n        for at in (value as usize..=limit).rev() {\n            best[at] = best[at].max(best[at - value as usize] + {number});\n        }\n    }\n    best[limit]\n}\n',
    ],
    tail: '\nfn main() {\n    let mut input = String::new();\n    io::stdin().read_to_string(&mut input).unwrap();\n    let mut words = input.split_whitespace().map(|word| word.parse::<i64>().unwrap());\n    println!("{}", solve(words.next().unwrap(), words.next().unwrap()));\n}\n',
  },
};
