import Button, { type ButtonProps } from '@mui/material/Button';
import { useRouter } from '../../ui/router/router.tsx';

/** A button that goes to a place of the pages. */
export function RouterButton({ path, ...rest }: Omit<ButtonProps, 'href' | 'onClick'> & { path: string }) {
  const router = useRouter();
  return (
    <Button
      {...rest}
      href={path}
      onClick={(event) => {
        event.preventDefault();
        router.go(path, { replace: true });
      }}
    />
  );
}
