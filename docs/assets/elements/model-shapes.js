// Shapes of released models and how to count them: LLaMA's style and GPT-3's.

/** d, layers, heads, KV heads, FFN width, vocabulary, biases of Q, K, V. */
export const SHAPES = {
  "llama-7b": ["LLaMA-7B", 4096, 32, 32, 32, 11008, 32000],
  "llama-13b": ["LLaMA-13B", 5120, 40, 40, 40, 13824, 32000],
  "llama-33b": ["LLaMA-33B", 6656, 60, 52, 52, 17920, 32000],
  "llama-65b": ["LLaMA-65B", 8192, 80, 64, 64, 22016, 32000],
  "llama3-8b": ["Llama 3.1 8B", 4096, 32, 32, 8, 14336, 128256],
  "llama3-70b": ["Llama 3.1 70B", 8192, 80, 64, 8, 28672, 128256],
  "llama3-405b": ["Llama 3.1 405B", 16384, 126, 128, 8, 53248, 128256],
  "qwen-7b": ["Qwen1.5-7B", 4096, 32, 32, 32, 11008, 151936, true],
  "qwen-72b": ["Qwen1.5-72B", 8192, 80, 64, 64, 24576, 152064, true],
};

export const GPT3 = { width: 12288, layers: 96, vocabulary: 50257, positions: 2048 };

export function shape(name) {
  const [, width, layers, heads, kvHeads, ffn, vocabulary, bias = false] = SHAPES[name];
  return { width, layers, heads, kvHeads, ffn, vocabulary, bias };
}

export const kvWidth = ({ width, heads, kvHeads }) => (width / heads) * kvHeads;

/** Parameters by part: attention, feed-forward, norms, embeddings, and their total. */
export function parameters(model) {
  const { width, layers, ffn, vocabulary, bias } = model;
  const kv = kvWidth(model);
  const attention = layers * (2 * width * width + 2 * width * kv + (bias ? width + 2 * kv : 0));
  const feedForward = layers * 3 * width * ffn;
  const norms = layers * 2 * width + width;
  const embeddings = 2 * vocabulary * width;
  return { attention, feedForward, norms, embeddings, total: attention + feedForward + norms + embeddings };
}

/** GPT-2 and GPT-3: biases everywhere, LayerNorm, learned positions, tied embedding. */
export const gptParameters = ({ width, layers, vocabulary, positions }) =>
  layers * (12 * width * width + 9 * width + 4 * width) + 2 * width + (vocabulary + positions) * width;

/** Keys and values of so many tokens, 2 bytes a number. */
export const cacheBytes = (model, tokens) => 2 * 2 * model.layers * kvWidth(model) * tokens;
